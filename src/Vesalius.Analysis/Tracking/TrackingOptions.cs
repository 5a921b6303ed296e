using Vesalius.Analysis.Measurement;

namespace Vesalius.Analysis.Tracking;

/// <summary>How lesions are measured and matched.</summary>
public sealed record TrackingOptions
{
    /// <summary>How lesions are measured, and which labels are lesions.</summary>
    public MeasurementOptions Measurement { get; init; } = new();

    /// <summary>
    /// How far apart, in mm, the outlines of one lesion at two visits may lie because the visits are not aligned exactly: twice the error
    /// of
    /// registration, and at least 5 mm.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double ToleranceMm
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A tolerance is a length of 0 mm or more.");
    } = 5;

    /// <summary>
    /// The least part of a lesion's voxels near the other one (by the tolerance) for the two to be candidates for one lesion.
    /// </summary>
    public double LeastNearby { get; init; } = 0.25;

    /// <summary>The least part of a lesion's voxels inside another one for it to have merged into it or split off from it.</summary>
    public double LeastInside { get; init; } = 0.35;

    /// <summary>What an unmatched lesion costs in the assignment; a pair that costs more than two of these is not matched.</summary>
    public double UnmatchedCost { get; init; } = 1.5;

    /// <summary>
    /// The standard deviation by which an outline as a whole is drawn too far out or in, in voxels: readers and models differ by that much
    /// between visits. It adds to the error that comes from voxels cut by the outline.
    /// </summary>
    public double OutlineSdVoxels { get; init; } = 0.25;
}
