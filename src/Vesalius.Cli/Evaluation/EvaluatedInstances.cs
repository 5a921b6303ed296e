using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>The scores of a structure part by part, as they are written for scripts.</summary>
internal sealed record EvaluatedInstances
{
    public required int Found { get; init; }

    public required int Missed { get; init; }

    public required int Invented { get; init; }

    public required double MissedMm3 { get; init; }

    public required double InventedMm3 { get; init; }

    public required double F1 { get; init; }

    public required double Sensitivity { get; init; }

    public required double Precision { get; init; }

    public required double SegmentationQuality { get; init; }

    public required double PanopticQuality { get; init; }

    public required double Dice { get; init; }

    public required double Hd95 { get; init; }

    public required IReadOnlyList<EvaluatedInstance> Parts { get; init; }

    /// <summary>The scores of one structure.</summary>
    public static EvaluatedInstances Of(InstanceScores scores) => new()
    {
        Found = scores.Found,
        Missed = scores.Missed,
        Invented = scores.Invented,
        MissedMm3 = scores.MissedMm3,
        InventedMm3 = scores.InventedMm3,
        F1 = scores.F1,
        Sensitivity = scores.Sensitivity,
        Precision = scores.Precision,
        SegmentationQuality = scores.SegmentationQuality,
        PanopticQuality = scores.PanopticQuality,
        Dice = scores.Dice,
        Hd95 = scores.HausdorffPercentileMm,
        Parts = [.. scores.Instances.Select(EvaluatedInstance.Of)],
    };
}
