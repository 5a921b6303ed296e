namespace Vesalius.Analysis.Evaluation;

/// <summary>What counts as the surface of a mask. What lies outside the image counts as background under every kind.</summary>
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
}
