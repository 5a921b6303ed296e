namespace Vesalius.Learning.Confidence;

/// <summary>How far to trust one segmentation.</summary>
public sealed record SegmentationConfidence
{
    /// <summary>Every structure of the model, in the plan's order.</summary>
    public required IReadOnlyList<StructureConfidence> Structures { get; init; }

    /// <summary>The mean predicted Dice; null where nothing was fitted or nothing was found.</summary>
    public double? Quality { get; init; }

    /// <summary>How far the scan lies from those of training; null where nothing is known of them.</summary>
    public Novelty? Novelty { get; init; }

    /// <summary>Whether the segmentation may be trusted; null where the model was never calibrated.</summary>
    public bool? Trusted { get; init; }

    /// <summary>Why not, in words; empty for what may be trusted.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
