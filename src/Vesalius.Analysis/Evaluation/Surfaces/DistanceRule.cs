namespace Vesalius.Analysis.Evaluation;

/// <summary>How the distance from a place to the other surface is found.</summary>
public enum DistanceRule
{
    /// <summary>The exact Euclidean distance to the nearest place.</summary>
    Exact,

    /// <summary>
    /// Vectors to the nearest place handed on from voxel to voxel (Danielsson 1980): never too small, and sometimes too large by a fraction
    /// of a voxel. Only for boundary voxels.
    /// </summary>
    Propagated,
}
