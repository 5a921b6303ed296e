namespace Vesalius.Analysis.Measurement;

/// <summary>Where on a slice the outline of a structure is taken to lie when its diameters are measured.</summary>
public enum ContourRule
{
    /// <summary>Along the outer edges of the voxels: a voxel counts with its whole extent. A single voxel has the diameter of its diagonal.</summary>
    VoxelEdges,

    /// <summary>Halfway between the centres of a voxel inside and its neighbour outside (marching squares; PyRadiomics' and IBSI's surface).</summary>
    HalfwayPoints,

    /// <summary>
    /// Through the centres of the outermost voxels (DeepLesion and many annotation tools): about one voxel shorter. A single voxel has
    /// diameter 0, and what is one voxel wide has a perpendicular diameter of 0.
    /// </summary>
    VoxelCentres,
}
