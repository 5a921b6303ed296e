using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>Chooses what the network sees at once: as much of the median scan as the budget allows.</summary>
internal static class PatchPlanner
{
    /// <summary>The start is a cube in millimetres of this many voxels, cut to the median scan.</summary>
    private const double StartVoxels = 256.0 * 256 * 256, StartPixels = 2048.0 * 2048;

    private const int ShortestSide = 16;

    /// <summary>The topology whose patch fits the budget.</summary>
    /// <param name="median">The median scan on the working grid; z is 1 for 2-D.</param>
    /// <param name="spacing">The working grid's spacing.</param>
    /// <param name="dimensions">2 or 3.</param>
    /// <param name="options">The budget.</param>
    public static NetworkTopology Choose(Size3 median, Spacing spacing, int dimensions, PlannerOptions options)
    {
        long budget = dimensions == 2 ? options.MaxPatchPixels : options.MaxPatchVoxels;
        Size3 start = Start(median, spacing, dimensions);
        NetworkTopology topology = NetworkTopology.For(start, spacing, dimensions);
        if (topology.Strides.Count == 1)
        {
            // Scans of a few voxels: the patch reaches beyond them, so that there is more than one level.
            var padded = new Size3(Math.Max(start.X, ShortestSide), Math.Max(start.Y, ShortestSide), dimensions == 2 ? 1 : Math.Max(start.Z, ShortestSide));
            topology = NetworkTopology.For(padded, spacing, dimensions);
        }

        while (topology.PatchSize.Count > budget && Shorter(topology, median) is { } shorter)
        {
            topology = NetworkTopology.For(shorter, spacing, dimensions);
        }

        return topology;
    }

    private static Size3 Start(Size3 median, Spacing spacing, int dimensions)
    {
        double voxel = spacing.X * spacing.Y * (dimensions == 3 ? spacing.Z : 1);
        double edge = Math.Pow(voxel * (dimensions == 3 ? StartVoxels : StartPixels), 1.0 / dimensions);
        int Along(int axis) => Math.Clamp((int)Math.Round(edge / spacing[axis]), 1, median[axis]);
        return new Size3(Along(0), Along(1), dimensions == 3 ? Along(2) : 1);
    }

    /// <summary>The patch cut by one divisor along the axis of which it shows most; null when no axis can be cut.</summary>
    private static Size3? Shorter(NetworkTopology topology, Size3 median)
    {
        Size3 patch = topology.PatchSize, divisor = topology.Divisor;
        int[] axes = [.. Enumerable.Range(0, 3).Where(axis => patch[axis] > divisor[axis]).OrderByDescending(axis => (double)patch[axis] / median[axis])];
        if (axes.Length == 0)
        {
            return null;
        }

        // Cutting may allow fewer levels, so the divisor is taken again for the shorter patch before it is padded.
        int[] cut = [patch.X, patch.Y, patch.Z];
        cut[axes[0]] -= divisor[axes[0]];
        return new Size3(cut[0], cut[1], cut[2]);
    }
}
