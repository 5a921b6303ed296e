using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How sure a score over several cases is.</summary>
/// <param name="Mean">The interval of its mean.</param>
/// <param name="Median">The interval of its median.</param>
public sealed record ScoreInterval(ConfidenceInterval Mean, ConfidenceInterval Median);
