namespace Vesalius.Imaging;

/// <summary>
/// A position in voxel coordinates: whole numbers are voxel centres, so voxel 0 reaches from −0.5 to +0.5.
/// </summary>
/// <param name="X">Along the first axis, in voxels.</param>
/// <param name="Y">Along the second axis, in voxels.</param>
/// <param name="Z">Along the third axis, in voxels.</param>
public readonly record struct VoxelPoint(double X, double Y, double Z);
