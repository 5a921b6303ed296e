namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>
/// How two scans of one patient are searched for places that became brighter or darker. The defaults are for lesions of white matter on
/// FLAIR; none of them was fitted to a patient.
/// </summary>
public sealed record ScanChangeOptions
{
    /// <summary>The width, as a standard deviation in mm, of what is taken for uneven lighting of a scan.</summary>
    public double BiasMm { get; init; } = 20;

    /// <summary>The smoothing of either scan against noise, as a standard deviation in mm.</summary>
    public double SmoothMm { get; init; } = 0.7;

    /// <summary>The width of the neighbourhood, as a standard deviation in mm, in which the noise of the difference is measured.</summary>
    public double NoiseMm { get; init; } = 8;

    /// <summary>A place of change holds a voxel whose difference is beyond so many local standard deviations.</summary>
    public double CoreSd { get; init; } = 3;

    /// <summary>And it reaches as far as the difference is beyond so many.</summary>
    public double EdgeSd { get; init; } = 2;

    /// <summary>
    /// At one of the visits it is brighter than the middle of the masked tissue by so many of its standard deviations: lesions are bright
    /// on FLAIR. Negative infinity for scans on which they may be dark.
    /// </summary>
    public double BrightSd { get; init; } = 1;

    /// <summary>Voxels nearer to the mask's border than so many are left out: there liquor and tissue share voxels.</summary>
    public double BorderVoxels { get; init; } = 3;

    /// <summary>Smaller places are left out, in mm³: 15 mm³ is a ball of 3 mm, the least lesion that readers count.</summary>
    public double LeastMm3 { get; init; } = 15;
}
