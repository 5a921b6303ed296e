namespace Vesalius.Analysis.Evaluation;

/// <summary>Which voxels of a mask belong to the band along its boundary.</summary>
public enum BandRule
{
    /// <summary>
    /// Those whose centre is nearer to a voxel face of the boundary than the tolerance, in mm: the way to the face is exact.
    /// </summary>
    FaceDistance,

    /// <summary>
    /// Those nearer to a boundary voxel than the tolerance, counted in voxels whatever the spacing: a tolerance of 1 gives the boundary
    /// voxels themselves.
    /// </summary>
    StepsInVoxels,
}
