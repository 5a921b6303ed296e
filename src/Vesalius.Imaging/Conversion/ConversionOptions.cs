using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Conversion;

/// <summary>What is to change when an image is converted. Everything that is null stays as it is.</summary>
public sealed record ConversionOptions
{
    /// <summary>The directions in which the axes are to run. Voxels are rearranged, none is changed.</summary>
    public AnatomicalAxes? Axes { get; init; }

    /// <summary>The wanted millimetres between voxel centres, met as nearly as whole voxels over the same field of view allow.</summary>
    public Spacing? Spacing { get; init; }

    /// <summary>How values between voxel centres are made for another spacing. Label maps always take the nearest voxel.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Linear;

    /// <summary>The type of the stored values.</summary>
    public VoxelType? Type { get; init; }
}
