using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Pictures;

/// <summary>
/// How a plane of a grid is laid out on a picture in the radiological convention: which voxel axis runs across, which runs down, which is
/// counted by the slice index, and which of them run backwards.
/// </summary>
internal sealed record SliceView
{
    private readonly Grid grid;
    private readonly (int Axis, bool Backwards) across;
    private readonly (int Axis, bool Backwards) down;

    public SliceView(Grid grid, SlicePlane plane)
    {
        this.grid = grid;
        AxisPermutation toLps = AnatomicalAxes.Of(grid).To(AnatomicalAxes.Lps);
        (int Axis, bool Backwards) Towards(int lpsAxis, bool opposite) => (toLps.Axes[lpsAxis], toLps.Flips[lpsAxis] != opposite);
        (across, down, Normal) = plane switch
        {
            SlicePlane.Axial => (Towards(0, false), Towards(1, false), toLps.Axes[2]),
            SlicePlane.Coronal => (Towards(0, false), Towards(2, true), toLps.Axes[1]),
            SlicePlane.Sagittal => (Towards(1, false), Towards(2, true), toLps.Axes[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(plane), plane, "A plane is axial, coronal or sagittal."),
        };
    }

    /// <summary>The voxel axis the slice index counts along.</summary>
    public int Normal { get; }

    public int Width => grid.Size[across.Axis];

    public int Height => grid.Size[down.Axis];

    public double SpacingAcross => grid.Spacing[across.Axis];

    public double SpacingDown => grid.Spacing[down.Axis];

    /// <summary>Where a voxel position lies on the slice: how far across and how far down, in voxels.</summary>
    public (double Across, double Down) Place(VoxelPoint voxel)
    {
        double[] position = [voxel.X, voxel.Y, voxel.Z];
        return (across.Backwards ? Width - 1 - position[across.Axis] : position[across.Axis],
            down.Backwards ? Height - 1 - position[down.Axis] : position[down.Axis]);
    }

    /// <summary>The voxels of one slice as a planar image, laid out as on the picture.</summary>
    public Volume<T> Cut<T>(Volume<T> volume, int index)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, grid.Size[Normal]);
        var slice = new Volume<T>(Grid.Planar(Width, Height, SpacingAcross, SpacingDown));
        Span<int> voxel = stackalloc int[3];
        voxel[Normal] = index;
        for (int v = 0; v < Height; v++)
        {
            voxel[down.Axis] = down.Backwards ? Height - 1 - v : v;
            for (int u = 0; u < Width; u++)
            {
                voxel[across.Axis] = across.Backwards ? Width - 1 - u : u;
                slice[u, v, 0] = volume[voxel[0], voxel[1], voxel[2]];
            }
        }

        return slice;
    }
}
