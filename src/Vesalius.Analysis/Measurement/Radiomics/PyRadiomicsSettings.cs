namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The settings of PyRadiomics that bear on features of intensity. The defaults are PyRadiomics' own.</summary>
public sealed record PyRadiomicsSettings
{
    /// <summary>The width of a bin; bins begin at multiples of it. Above 0.</summary>
    public double BinWidth
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A bin has a width above 0.");
    } = 25;

    /// <summary>Added to every intensity in Energy, TotalEnergy and RootMeanSquared (<c>voxelArrayShift</c>).</summary>
    public double VoxelArrayShift { get; init; }

    /// <summary>
    /// If given, intensities become (value - mean) / SD times this, with mean and SD (over N - 1) of the whole image (<c>normalizeScale</c>).
    /// </summary>
    public double? NormalizeScale { get; init; }

    /// <summary>If given, only voxels within this many standard deviations (over N) of the structure's mean count (<c>resegmentRange</c> with mode sigma).</summary>
    public double? ResegmentSigma { get; init; }
}
