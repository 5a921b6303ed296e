using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// New voxels for scan and mask, as the IBSI manual aligns them: the centres of the old and the new grid coincide, the number of voxels is
/// rounded up, and intensities continue beyond the edge.
/// </summary>
/// <param name="XMm">The spacing along x in mm, above 0.</param>
/// <param name="YMm">The spacing along y in mm, above 0.</param>
/// <param name="ZMm">The spacing along z in mm, above 0; null keeps the slices as they are.</param>
public sealed record RegionResampling(double XMm, double YMm, double? ZMm)
{
    /// <summary>How intensities between voxels are made. The mask is always interpolated linearly.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Linear;

    /// <summary>Whether intensities are rounded to whole numbers afterwards, as Hounsfield units are.</summary>
    public bool RoundsIntensities { get; init; }

    /// <summary>From which share of mask on a new voxel belongs to it. Above 0, at most 1.</summary>
    public double MaskShare
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The share lies above 0 and up to 1.");
    } = 0.5;

    /// <summary>The new spacing along an axis of a grid; a planar image keeps its slice.</summary>
    internal double SpacingMm(int axis, Grid grid) => axis switch
    {
        0 => XMm,
        1 => YMm,
        _ => ZMm is { } z && grid.Dimensions == 3 ? z : grid.Spacing.Z,
    };
}
