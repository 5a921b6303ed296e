using Vesalius.Analysis.Evaluation;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Confidence;

/// <summary>How good the segmentation of one structure was.</summary>
/// <param name="Dice">The real Dice; NaN where it is in neither mask.</param>
/// <param name="TrueMm3">The true volume.</param>
/// <param name="FoundMm3">The volume found.</param>
internal readonly record struct TrialScore(double Dice, double TrueMm3, double FoundMm3)
{
    /// <summary>
    /// The scores of all structures of a plan; null for those that were not evaluated. Regions of several values are evaluated under numbers
    /// of their own, from 1 in the plan's order.
    /// </summary>
    public static IReadOnlyList<TrialScore?> Of(CaseEvaluation evaluation, SegmentationPlan plan) =>
        [.. plan.Labels.Select((label, i) => evaluation.Find(plan.Labels.Any(one => one.Parts is not null) ? i + 1 : label.Value) is { } found
            ? new TrialScore(
                found.Presence == Presence.Neither ? double.NaN : found.Dice, found.ReferenceVolumeMm3, found.PredictionVolumeMm3)
            : (TrialScore?)null)];
}
