using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The settings of PyRadiomics that bear on features. The defaults are PyRadiomics' own.</summary>
public sealed record PyRadiomicsSettings : RadiomicsSettings
{
    /// <summary>The width of a bin; bins begin at multiples of it. Above 0.</summary>
    public double BinWidth
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A bin has a width above 0.");
    } = 25;

    /// <summary>
    /// If given, so many bins from the least to the greatest intensity, in place of bins of a width (<c>binCount</c>). At least 1.
    /// </summary>
    public int? BinCount
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "There is at least one bin.");
    }

    /// <summary>Added to every intensity in Energy, TotalEnergy and RootMeanSquared (<c>voxelArrayShift</c>).</summary>
    public double VoxelArrayShift { get; init; }

    /// <summary>
    /// If given, intensities become (value - mean) / SD times this, with mean and SD (over N - 1) of the whole image
    /// (<c>normalizeScale</c>).
    /// </summary>
    public double? NormalizeScale { get; init; }

    /// <summary>
    /// If given, only voxels within this many standard deviations (over N) of the structure's mean count (<c>resegmentRange</c> with mode
    /// sigma).
    /// </summary>
    public double? ResegmentSigma { get; init; }

    /// <summary>
    /// If given, scan and mask get voxels of this spacing in mm (<c>resampledPixelSpacing</c>): the scan by a cubic B-spline that is
    /// mirrored at the border, the mask by the nearest voxel, the outer faces of the first voxels in line. Along an axis where the mask is
    /// one voxel thick the spacing stays. A scan of whole numbers is taken to be stored as such, and its new values are cut to whole
    /// numbers (unless normalised).
    /// </summary>
    public Spacing? ResampledSpacing { get; init; }

    /// <summary>Whether textures look only within the slices, along z (<c>force2D</c>). A planar image is always taken so.</summary>
    public bool Planar { get; init; }

    /// <summary>
    /// Whether co-occurrences and runs of all directions are put together before their features are taken (<c>weightingNorm:
    /// no_weighting</c>), in place of the mean of the features over the directions.
    /// </summary>
    public bool MergesDirections { get; init; }
}
