namespace Vesalius.Imaging.Operations;

/// <summary>How a value between voxel centres is made from the voxels around it.</summary>
public enum Interpolation
{
    /// <summary>The value of the nearest voxel; half-way between two, the one with the higher index. The only choice for labels.</summary>
    Nearest,

    /// <summary>The weighted mean of the two nearest voxels along each axis. Never leaves the range of the voxels.</summary>
    Linear,

    /// <summary>
    /// A cubic B-spline through the voxel values (prefiltered, so it meets every voxel exactly). Sharper than linear; may overshoot next to
    /// hard edges. M. Unser, "Splines: a perfect fit for signal and image processing", IEEE Signal Processing Magazine 16(6), 1999.
    /// </summary>
    CubicBSpline,
}
