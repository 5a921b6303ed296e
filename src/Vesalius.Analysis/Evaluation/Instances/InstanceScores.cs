namespace Vesalius.Analysis.Evaluation;

/// <summary>How well the parts of a structure were found and segmented, under the rule of a profile.</summary>
public sealed record InstanceScores
{
    /// <summary>Every part of the reference, by number.</summary>
    public required IReadOnlyList<InstanceEvaluation> Instances { get; init; }

    /// <summary>How many predicted parts belong to none of the reference (false positives).</summary>
    public required int Invented { get; init; }

    /// <summary>The volume of those, in mm³.</summary>
    public required double InventedMm3 { get; init; }

    /// <summary>The Dice coefficient over parts, averaged as the rule says; NaN when there is nothing to average.</summary>
    public required double Dice { get; init; }

    /// <summary>
    /// The 95 % Hausdorff distance over parts in mm, averaged as the rule says; NaN when there is nothing to average or no surface.
    /// </summary>
    public required double HausdorffPercentileMm { get; init; }

    /// <summary>
    /// The intersection over union of the parts that were found, on average, 0 to 1 (segmentation quality). 0 when none was found; NaN when
    /// there are no parts at all.
    /// </summary>
    public double SegmentationQuality =>
        Found > 0 ? Counted.Where(part => part.IsFound).Average(part => part.Overlap.Iou) : IsEmpty ? double.NaN : 0;

    /// <summary>Reference parts that count and were found (true positives).</summary>
    public int Found => Counted.Count(part => part.IsFound);

    /// <summary>Reference parts that count and were missed (false negatives).</summary>
    public int Missed => Counted.Count(part => !part.IsFound);

    /// <summary>The volume of the missed parts, in mm³.</summary>
    public double MissedMm3 => Counted.Where(part => !part.IsFound).Sum(part => part.VolumeMm3);

    /// <summary>The part of the reference's parts that were found, 0 to 1; NaN when there are none.</summary>
    public double Sensitivity => (double)Found / (Found + Missed);

    /// <summary>Found parts over found and invented ones, 0 to 1; NaN when there are none.</summary>
    public double Precision => (double)Found / (Found + Invented);

    /// <summary>The F1 score of detection (recognition quality), 0 to 1; NaN when there are no parts at all.</summary>
    public double F1 => 2.0 * Found / ((2.0 * Found) + Missed + Invented);

    /// <summary>Panoptic quality: <see cref="SegmentationQuality"/> times <see cref="F1"/>; NaN when there are no parts at all.</summary>
    public double PanopticQuality => SegmentationQuality * F1;

    private IEnumerable<InstanceEvaluation> Counted => Instances.Where(part => part.IsCounted);

    private bool IsEmpty => Found + Missed + Invented == 0;
}
