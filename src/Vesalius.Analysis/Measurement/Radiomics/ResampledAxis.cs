using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>One axis of a grid of new spacing along the axis of an old grid.</summary>
/// <param name="Count">The number of new voxels.</param>
/// <param name="First">Where the first new voxel lies, in old voxels.</param>
/// <param name="Step">From a new voxel to the next, in old voxels.</param>
internal readonly record struct ResampledAxis(int Count, double First, double Step)
{
    private const double Rounding = 1e-6;

    /// <summary>The axis whose grid has the same centre as the old one (IBSI).</summary>
    /// <exception cref="ArgumentException">The spacing is not above 0, or makes too many voxels.</exception>
    public static ResampledAxis Centred(Grid grid, int axis, double spacing)
    {
        ResampledAxis cornered = Cornered(grid, axis, spacing);
        return cornered with { First = 0.5 * (grid.Size[axis] - 1) - 0.5 * (cornered.Count - 1) * cornered.Step };
    }

    /// <summary>The axis whose first voxel has the same outer face as the old one's (PyRadiomics).</summary>
    /// <exception cref="ArgumentException">The spacing is not above 0, or makes too many voxels.</exception>
    public static ResampledAxis Cornered(Grid grid, int axis, double spacing)
    {
        double old = grid.Spacing[axis], step = spacing / old;
        int from = grid.Size[axis];
        double wanted = Math.Ceiling(from / step - Rounding);
        if (!(spacing > 0) || wanted > Array.MaxLength)
        {
            throw new ArgumentException(
                $"A spacing of {spacing} mm along {"xyz"[axis]} makes {wanted} voxels of {from}; give one near {old:0.###} mm.");
        }

        return new ResampledAxis(Math.Max(1, (int)wanted), 0.5 * (step - 1), step);
    }

    /// <summary>The new grid.</summary>
    public static Grid Grid(Grid old, ResampledAxis[] axes)
    {
        Affine map = old.Affine;
        WorldPoint first = map.Apply(new VoxelPoint(axes[0].First, axes[1].First, axes[2].First));
        var affine = new Affine(map.XStep * axes[0].Step, map.YStep * axes[1].Step, map.ZStep * axes[2].Step, first);
        return new Grid(new Size3(axes[0].Count, axes[1].Count, axes[2].Count), affine, old.Dimensions);
    }

    /// <summary>The new voxels that lie within one old voxel of a box.</summary>
    public static VoxelBox Covering(ResampledAxis[] axes, VoxelBox box, Size3 size)
    {
        (int x, int lastX) = axes[0].Covering(box.FirstX, box.LastX);
        (int y, int lastY) = axes[1].Covering(box.FirstY, box.LastY);
        (int z, int lastZ) = axes[2].Covering(box.FirstZ, box.LastZ);
        return new VoxelBox(x, y, z, lastX, lastY, lastZ).Within(size, default);
    }

    /// <summary>The old voxels around a box of new ones; they may lie beyond the old grid.</summary>
    public static VoxelBox SourceOf(ResampledAxis[] axes, VoxelBox box)
    {
        (int x, int lastX) = axes[0].Around(box.FirstX, box.LastX);
        (int y, int lastY) = axes[1].Around(box.FirstY, box.LastY);
        (int z, int lastZ) = axes[2].Around(box.FirstZ, box.LastZ);
        return new VoxelBox(x, y, z, lastX, lastY, lastZ);
    }

    private (int First, int Last) Covering(int first, int last) =>
        ((int)Math.Floor((first - 1 - First) / Step), (int)Math.Ceiling((last + 1 - First) / Step));

    private (int First, int Last) Around(int first, int last) =>
        ((int)Math.Floor(First + first * Step), (int)Math.Ceiling(First + last * Step));
}
