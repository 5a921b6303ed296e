namespace Vesalius.Imaging.Registration;

/// <summary>When two scans count as alike.</summary>
public enum SimilarityMetric
{
    /// <summary>
    /// How much one intensity tells about the other: for scans of any two kinds. Mattes et al., "PET-CT image registration in the chest
    /// using
    /// free-form deformations", IEEE Transactions on Medical Imaging 22(1), 2003.
    /// </summary>
    MutualInformation,

    /// <summary>
    /// How near intensities come to a straight line: for scans of one kind. Sharper than mutual information where it applies.
    /// </summary>
    NormalizedCorrelation,
}
