namespace Vesalius.Analysis.Tracking.Response;

/// <summary>A lesion chosen at baseline to be measured at every visit.</summary>
/// <param name="Id">What it is called; unique among the targets of a patient.</param>
/// <param name="IsNode">Whether it is a lymph node, which is measured by its short axis and counts as gone below 10 mm.</param>
public sealed record TargetLesion(string Id, bool IsNode = false);
