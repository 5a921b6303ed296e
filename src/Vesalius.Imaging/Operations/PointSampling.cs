namespace Vesalius.Imaging.Operations;

/// <summary>
/// Resampling voxel by voxel: the only way when the axes of the two grids are oblique to each other, and the plain reference that the
/// separable path is tested against.
/// </summary>
internal static class PointSampling
{
    /// <summary>Fills a target grid; where it leaves the source, the edge continues (null) or the given value stands.</summary>
    public static Volume<T> Onto<T, TSampler>(TSampler sampler, Grid source, Grid target, T? outside, CancellationToken cancellation)
        where T : unmanaged
        where TSampler : struct, IPointSampler<T>
    {
        VoxelMap map = VoxelMap.Between(target, source);
        Size3 from = source.Size, size = target.Size;
        var result = new Volume<T>(target);
        Parallel.For(0, size.Y * size.Z, new ParallelOptions { CancellationToken = cancellation }, line =>
        {
            int y = line % size.Y, z = line / size.Y;
            Span<T> row = result.Row(y, z);
            for (int x = 0; x < row.Length; x++)
            {
                VoxelPoint at = map.At(x, y, z);
                row[x] = outside is { } value && !Covers(from, at) ? value : sampler.At(at);
            }
        });
        return result;
    }

    private static bool Covers(Size3 size, VoxelPoint at) =>
        AxisSamples.Covers(size.X, at.X) && AxisSamples.Covers(size.Y, at.Y) && AxisSamples.Covers(size.Z, at.Z);
}
