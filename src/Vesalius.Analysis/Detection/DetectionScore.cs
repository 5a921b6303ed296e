using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Detection;

/// <summary>A score and how sure it is.</summary>
/// <param name="Value">The score; NaN when undefined.</param>
/// <param name="Interval">Its interval, over images or patients.</param>
public readonly record struct DetectionScore(double Value, ConfidenceInterval Interval);
