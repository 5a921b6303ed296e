namespace Vesalius.Analysis.Evaluation;

/// <summary>A Hausdorff distance at a percentile.</summary>
/// <param name="Percent">The percentile, 0 to 100.</param>
/// <param name="Mm">The distance in mm; NaN or infinite for empty masks as the convention says.</param>
public readonly record struct SurfacePercentile(double Percent, double Mm);
