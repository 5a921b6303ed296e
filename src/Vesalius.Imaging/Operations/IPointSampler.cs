namespace Vesalius.Imaging.Operations;

/// <summary>The value of a volume at any position in its voxel coordinates; beyond its ends the edge continues.</summary>
internal interface IPointSampler<T>
    where T : unmanaged
{
    T At(VoxelPoint at);
}
