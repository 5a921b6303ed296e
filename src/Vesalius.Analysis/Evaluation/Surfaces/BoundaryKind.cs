namespace Vesalius.Analysis.Evaluation;

/// <summary>What counts as the surface of a mask.</summary>
public enum BoundaryKind
{
    /// <summary>
    /// Every cell between eight neighbouring voxel centres (four in 2-D) that has corners inside and outside: its middle, a corner of
    /// voxels, is the place, and its marching-cubes area the weight.
    /// </summary>
    Surfel,

    /// <summary>Every mask voxel with a background voxel among its 6 face neighbours (4 in 2-D): its centre is the place.</summary>
    FaceVoxel,

    /// <summary>Every mask voxel with a background voxel among its 26 neighbours (8 in 2-D): a thicker boundary.</summary>
    VertexVoxel,

    /// <summary>
    /// Every face of a voxel between inside and outside (every pixel edge in 2-D): the outside of the voxels as they are drawn. A face
    /// counts as two triangles, each at its centroid (an edge at its middle), and distances go to the nearest point of the other surface,
    /// not only to its places.
    /// </summary>
    VoxelFace,
}
