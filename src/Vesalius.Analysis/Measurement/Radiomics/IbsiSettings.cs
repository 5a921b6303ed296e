namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// The definitions of the IBSI reference manual (Zwanenburg 2020). The defaults: the scan's own voxels, all intensities, 32 bins.
/// </summary>
public sealed record IbsiSettings : RadiomicsSettings
{
    /// <summary>New voxels for scan and mask; null keeps those of the scan.</summary>
    public RegionResampling? Resampling { get; init; }

    /// <summary>Only intensities in this range count as inside (not for the shape); null for all.</summary>
    public IntensityRange? Range { get; init; }

    /// <summary>
    /// Only intensities within this many standard deviations (over N) of the mean count, taken over the whole mask; null for all.
    /// </summary>
    public double? OutlierSigma { get; init; }

    /// <summary>
    /// How intensities become grey levels for the histogram and the textures. Bins of a width without a start begin at the lower end of
    /// <see cref="Range"/>.
    /// </summary>
    public Discretisation GreyLevels { get; init; } = new Discretisation.FixedCount(32);

    /// <summary>
    /// How intensities are put in bins for the intensity-volume histogram. Null: not at all when they are whole numbers, 1000 bins
    /// otherwise.
    /// </summary>
    public Discretisation? VolumeHistogram { get; init; }

    /// <summary>Across which voxels textures look; a planar image has only slices.</summary>
    public TextureSpan Textures { get; init; } = TextureSpan.Volume;
}
