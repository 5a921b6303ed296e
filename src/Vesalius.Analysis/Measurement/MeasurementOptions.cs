using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Measurement;

/// <summary>The conventions of a measurement. The defaults are those of the IBSI reference manual, and RECIST on the voxels' outer edges.</summary>
public sealed record MeasurementOptions
{
    /// <summary>Which outline the diameters on a slice are measured on.</summary>
    public ContourRule Contour { get; init; } = ContourRule.VoxelEdges;

    /// <summary>N - 1 (IBSI) or N (PyRadiomics) in axis lengths, elongation and flatness.</summary>
    public CovarianceNormalisation Covariance { get; init; } = CovarianceNormalisation.Sample;

    /// <summary>How the surface runs where a mask is ambiguous.</summary>
    public AmbiguousFaces AmbiguousFaces { get; init; } = AmbiguousFaces.Separate;

    /// <summary>
    /// The axis across the slices that diameters are measured on: 0, 1 or 2, or null to choose it from the grid (<see cref="SliceAxes"/>).
    /// </summary>
    public int? SliceAxis { get; init; }

    /// <summary>Only these label values are measured; null for all.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>Whether each connected component (26 neighbours; 8 in a planar image) is measured as a lesion of its own.</summary>
    public bool Lesions { get; init; } = true;

    /// <summary>Components with fewer voxels are no lesions of their own; they still count in their structure. At least 1.</summary>
    public int MinimumLesionVoxels
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A lesion has at least one voxel.");
    } = 1;

    /// <summary>Whose radiomic features are taken of every structure and lesion; null for none. They need a scan.</summary>
    public RadiomicsSettings? Radiomics { get; init; }

    /// <summary>The conventions of PyRadiomics: population covariance, symmetric cells, diameters between halfway points.</summary>
    public static MeasurementOptions PyRadiomics { get; } = new()
    {
        Contour = ContourRule.HalfwayPoints,
        Covariance = CovarianceNormalisation.Population,
        AmbiguousFaces = AmbiguousFaces.Symmetric,
    };
}
