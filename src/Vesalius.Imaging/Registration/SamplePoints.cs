namespace Vesalius.Imaging.Registration;

/// <summary>
/// Points of the fixed scan: one from each of many equal parts of it, at a random place within its voxel, so that no grid is preferred.
/// </summary>
internal static class SamplePoints
{
    /// <summary>About so many points, in memory order of the voxels.</summary>
    /// <exception cref="ArgumentException">The mask holds no voxel.</exception>
    public static WorldPoint[] Of(Volume<float> scan, Volume<bool>? mask, int wanted, int seed)
    {
        Grid grid = mask?.Grid ?? scan.Grid;
        int[]? inside = mask is null ? null : [.. Enumerable.Range(0, mask.Array.Length).Where(i => mask.Array[i])];
        long count = inside?.Length ?? grid.Size.Count;
        if (count == 0)
        {
            throw new ArgumentException("The mask of the fixed scan is empty: there is nothing to register.", nameof(mask));
        }

        var random = new Random(seed);
        int samples = (int)Math.Min(wanted, count);
        var points = new WorldPoint[samples];
        double flat = grid.Dimensions == 2 ? 0 : 1;
        for (int i = 0; i < samples; i++)
        {
            long place = (long)((i + random.NextDouble()) * count / samples);
            int index = inside is null ? (int)place : inside[place];
            double x = index % grid.Size.X, y = index / grid.Size.X % grid.Size.Y, z = index / grid.Size.X / grid.Size.Y;
            points[i] = grid.ToWorld(new VoxelPoint(
                x + random.NextDouble() - 0.5, y + random.NextDouble() - 0.5, z + flat * (random.NextDouble() - 0.5)));
        }

        return points;
    }
}
