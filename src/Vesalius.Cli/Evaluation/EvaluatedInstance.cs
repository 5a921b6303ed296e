using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>The scores of one part of a structure, as they are written for scripts.</summary>
internal sealed record EvaluatedInstance
{
    public required int Number { get; init; }

    public required double VolumeMm3 { get; init; }

    /// <summary>The middle of the part, LPS mm.</summary>
    public required double[] Centroid { get; init; }

    public required bool Found { get; init; }

    /// <summary>False for a part that the rule ignores as too small.</summary>
    public required bool Counted { get; init; }

    public required double Dice { get; init; }

    public required double Iou { get; init; }

    public required double? Hd95 { get; init; }

    /// <summary>The scores of one part.</summary>
    public static EvaluatedInstance Of(InstanceEvaluation part) => new()
    {
        Number = part.Number,
        VolumeMm3 = part.VolumeMm3,
        Centroid = [part.Centroid.X, part.Centroid.Y, part.Centroid.Z],
        Found = part.IsFound,
        Counted = part.IsCounted,
        Dice = part.Overlap.Dice,
        Iou = part.Overlap.Iou,
        Hd95 = part.Surface?.HausdorffPercentileMm,
    };
}
