using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>
/// How deep a U-Net can be for a patch, and where it may halve which axis: an axis is halved while it stays at least four voxels long, and
/// together only with axes of about the same spacing, so that anisotropic scans become isotropic on the way down (Isensee et al.,
/// Nature Methods 18, 2021).
/// </summary>
/// <param name="PatchSize">The patch, padded to what the strides divide.</param>
/// <param name="Strides">Per level, the step along (x, y, z); the first is (1, 1, 1).</param>
/// <param name="Kernels">Per level, the kernel along (x, y, z).</param>
internal sealed record NetworkTopology(Size3 PatchSize, IReadOnlyList<int[]> Strides, IReadOnlyList<int[]> Kernels)
{
    private const int SmallestMap = 4;

    /// <summary>By how much the deepest level is coarser, along each axis: patch sizes are multiples of it.</summary>
    public Size3 Divisor => new(Product(0), Product(1), Product(2));

    /// <summary>The topology for a patch.</summary>
    /// <param name="patch">The wanted patch; an axis of one voxel is left alone.</param>
    /// <param name="spacing">Millimetres between its voxels.</param>
    /// <param name="dimensions">2 or 3.</param>
    public static NetworkTopology For(Size3 patch, Spacing spacing, int dimensions) =>
        For([patch.X, patch.Y, patch.Z], spacing, dimensions);

    /// <summary>The topology for a patch whose sizes (x, y, z) may be medians between two sizes; the patch is rounded up.</summary>
    /// <inheritdoc cref="For(Size3, Spacing, int)"/>
    public static NetworkTopology For(double[] patch, Spacing spacing, int dimensions)
    {
        double[] step = [spacing.X, spacing.Y, spacing.Z], map = [.. patch];
        int[] kernel = [1, 1, 1];
        List<int[]> strides = [[1, 1, 1]], kernels = [];
        while (Halved(map, step, dimensions) is { Length: > 0 } axes)
        {
            Widen(kernel, step, dimensions);
            kernels.Add([.. kernel]);
            strides.Add([.. Enumerable.Range(0, 3).Select(axis => axes.Contains(axis) ? 2 : 1)]);
            foreach (int axis in axes)
            {
                step[axis] *= 2;
                map[axis] = Math.Ceiling(map[axis] / 2);
            }
        }

        kernels.Add([.. Enumerable.Range(0, 3).Select(axis => axis < dimensions ? 3 : 1)]);
        var topology = new NetworkTopology(default, strides, kernels);
        Size3 divisor = topology.Divisor;
        int Up(int axis) => (int)Math.Ceiling(patch[axis] / divisor[axis]) * divisor[axis];
        return topology with { PatchSize = new Size3(Up(0), Up(1), Up(2)) };
    }

    /// <summary>The axes that can be halved now: long enough, and not coarser than twice the finest of them.</summary>
    private static int[] Halved(double[] map, double[] step, int dimensions)
    {
        int[] longEnough = [.. Enumerable.Range(0, dimensions).Where(axis => map[axis] >= 2 * SmallestMap)];
        if (longEnough.Length == 0)
        {
            return [];
        }

        double finest = longEnough.Min(axis => step[axis]);
        int[] axes = [.. longEnough.Where(axis => step[axis] / finest < 2)];

        // A lone axis is worth a level of its own only when it stays well above the smallest map.
        return axes.Length == 1 && map[axes[0]] < 3 * SmallestMap ? [] : axes;
    }

    /// <summary>An axis is looked at with three voxels once its spacing is within twice the finest.</summary>
    private static void Widen(int[] kernel, double[] step, int dimensions)
    {
        double finest = step.Take(dimensions).Min();
        for (int axis = 0; axis < dimensions; axis++)
        {
            if (step[axis] / finest < 2)
            {
                kernel[axis] = 3;
            }
        }
    }

    private int Product(int axis) => Strides.Aggregate(1, (product, stride) => product * stride[axis]);
}
