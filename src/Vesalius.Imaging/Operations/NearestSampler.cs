namespace Vesalius.Imaging.Operations;

/// <summary>The value of the nearest voxel.</summary>
internal readonly struct NearestSampler<T>(Volume<T> source) : IPointSampler<T>
    where T : unmanaged
{
    private readonly T[] voxels = source.Array;
    private readonly Size3 size = source.Size;

    public T At(VoxelPoint at) => voxels[size.IndexOf(
        AxisSamples.NearestTo(at.X, size.X), AxisSamples.NearestTo(at.Y, size.Y), AxisSamples.NearestTo(at.Z, size.Z))];
}
