namespace Vesalius.Analysis.Evaluation;

/// <summary>How well one structure of one case was segmented.</summary>
public sealed record LabelEvaluation
{
    /// <summary>The label value.</summary>
    public required int Label { get; init; }

    /// <summary>What the structure is called.</summary>
    public required string Name { get; init; }

    /// <summary>The voxel counts, and the overlap scores that follow from them.</summary>
    public required Overlap Overlap { get; init; }

    /// <summary>The volume of one voxel, in mm³; for a 2-D image its area in mm².</summary>
    public required double VoxelVolumeMm3 { get; init; }

    /// <summary>The volume of the structure in the reference, in mm³.</summary>
    public double ReferenceVolumeMm3 => Overlap.Reference * VoxelVolumeMm3;

    /// <summary>The volume of the structure in the prediction, in mm³.</summary>
    public double PredictionVolumeMm3 => Overlap.Prediction * VoxelVolumeMm3;

    /// <summary>Whether the structure is in neither mask, in one, or in both.</summary>
    public Presence Presence => (Overlap.Reference > 0, Overlap.Prediction > 0) switch
    {
        (false, false) => Presence.Neither,
        (true, false) => Presence.OnlyReference,
        (false, true) => Presence.OnlyPrediction,
        _ => Presence.Both,
    };

    /// <summary>Every score by its name, in the order of tables; NaN where it is undefined.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Scores =>
    [
        new("dice", Overlap.Dice),
        new("iou", Overlap.Iou),
        new("sensitivity", Overlap.Sensitivity),
        new("specificity", Overlap.Specificity),
        new("precision", Overlap.Precision),
        new("mcc", Overlap.Mcc),
        new("kappa", Overlap.Kappa),
        new("volumeDifference", Overlap.VolumeDifference),
        new("volumeSimilarity", Overlap.VolumeSimilarity),
    ];

    /// <summary>The entry this structure has in a case whose masks both lack it.</summary>
    internal LabelEvaluation Absent() => this with { Overlap = default };
}
