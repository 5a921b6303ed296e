namespace Vesalius.Imaging.Operations;

/// <summary>One connected part of a mask.</summary>
/// <param name="Number">Its number in the label volume, from 1.</param>
/// <param name="Voxels">How many voxels it has.</param>
/// <param name="FirstX">Its lowest voxel along x.</param>
/// <param name="FirstY">Its lowest voxel along y.</param>
/// <param name="FirstZ">Its lowest voxel along z.</param>
/// <param name="Size">Its extent in voxels.</param>
/// <param name="Centroid">The mean of its voxel positions.</param>
/// <param name="TouchesBorder">Whether a voxel lies at the edge of the image (of a 2-D image, not along z), so that it may go on beyond.</param>
public sealed record ConnectedComponent(
    int Number, long Voxels, int FirstX, int FirstY, int FirstZ, Size3 Size, VoxelPoint Centroid, bool TouchesBorder);
