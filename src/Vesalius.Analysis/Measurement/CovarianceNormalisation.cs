namespace Vesalius.Analysis.Measurement;

/// <summary>By what the scatter of the voxel positions is divided before axis lengths are taken from it.</summary>
public enum CovarianceNormalisation
{
    /// <summary>By N - 1, as the IBSI reference values have it. A single voxel has undefined axes.</summary>
    Sample,

    /// <summary>By N, as PyRadiomics has it. A single voxel has axes of length 0.</summary>
    Population,
}
