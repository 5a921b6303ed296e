namespace Vesalius.Learning.Confidence;

/// <summary>Between which volumes the true one lies in most cases.</summary>
/// <param name="LowerMm3">The lower end in mm³ (mm² for planar images), 0 or more.</param>
/// <param name="UpperMm3">The upper end.</param>
/// <param name="Level">In which share of cases, such as 0.9.</param>
public sealed record VolumeInterval(double LowerMm3, double UpperMm3, double Level);
