using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Tracking;

/// <summary>How a lesion changed between two visits, and how far that can be trusted.</summary>
public sealed record LesionChange
{
    private const double TwoSided95 = 1.959963984540054;

    /// <summary>The change of volume in ml.</summary>
    public required double VolumeMl { get; init; }

    /// <summary>The change of volume as a fraction of the earlier one; NaN when there was none.</summary>
    public required double Fraction { get; init; }

    /// <summary>Half the width of the 95 % interval of the change of volume that comes from measurement alone, in ml.</summary>
    public required double NoiseMl { get; init; }

    /// <summary>Whether the change of volume is larger than measurement noise explains.</summary>
    public bool ExceedsNoise => Math.Abs(VolumeMl) > NoiseMl;

    /// <summary>The change of the longest diameter on a slice in mm; NaN when there is none at one of the visits.</summary>
    public required double DiameterMm { get; init; }

    /// <summary>Days between the visits; NaN when they are not dated.</summary>
    public required double Days { get; init; }

    /// <summary>
    /// Specific growth rate: ln(V₂/V₁) per day, negative for shrinkage. NaN without dates, on one day, or when a volume is 0.
    /// </summary>
    public required double GrowthPerDay { get; init; }

    /// <summary>The 95 % interval of the growth rate that comes from measurement alone.</summary>
    public required ConfidenceInterval GrowthInterval { get; init; }

    /// <summary>
    /// Days until the volume doubles at this rate: ln 2 / rate. Negative for a lesion that shrinks (see <see cref="HalvingDays"/>),
    /// infinite when nothing changes, NaN when the rate is.
    /// </summary>
    public double DoublingDays => Doubling(GrowthPerDay);

    /// <summary>The shortest doubling time in days that measurement allows; infinite when it allows no growth, NaN without a rate.</summary>
    public double FastestDoublingDays => Reached(GrowthInterval.Upper);

    /// <summary>The longest doubling time in days that measurement allows; infinite when it allows no growth too.</summary>
    public double SlowestDoublingDays => Reached(GrowthInterval.Lower);

    /// <summary>
    /// Days until the volume halves at this rate: −ln 2 / rate, which is <see cref="DoublingDays"/> with the other sign. Negative for a
    /// lesion that grows, infinite when nothing changes, NaN when the rate is.
    /// </summary>
    public double HalvingDays => Doubling(-GrowthPerDay);

    /// <summary>The shortest halving time in days that measurement allows; infinite when it allows no shrinkage, NaN without a rate.</summary>
    public double FastestHalvingDays => Reached(-GrowthInterval.Lower);

    /// <summary>The longest halving time in days that measurement allows; infinite when it allows no shrinkage too.</summary>
    public double SlowestHalvingDays => Reached(-GrowthInterval.Upper);

    /// <summary>
    /// The change between two measurements, either of which may be null for a lesion that is not there; null when both are.
    /// </summary>
    /// <param name="earlier">The lesion at the earlier visit.</param>
    /// <param name="later">The lesion at the later visit.</param>
    /// <param name="days">Days between the visits; NaN when not known.</param>
    /// <param name="outlineSdVoxels">By how many voxels the outline as a whole varies between visits, as a standard deviation.</param>
    public static LesionChange? Between(RegionMeasurement? earlier, RegionMeasurement? later, double days, double outlineSdVoxels = 0.25)
    {
        if (earlier is null && later is null)
        {
            return null;
        }

        double before = earlier?.VolumeMl ?? 0, after = later?.VolumeMl ?? 0;
        double sdBefore = VolumeSdMl(earlier, outlineSdVoxels), sdAfter = VolumeSdMl(later, outlineSdVoxels);
        double rate = before > 0 && after > 0 && days > 0 ? Math.Log(after / before) / days : double.NaN;
        double rateNoise = TwoSided95 * Math.Sqrt(Math.Pow(sdBefore / before, 2) + Math.Pow(sdAfter / after, 2)) / days;
        return new LesionChange
        {
            VolumeMl = after - before,
            Fraction = before > 0 ? after / before - 1 : double.NaN,
            NoiseMl = TwoSided95 * Math.Sqrt(sdBefore * sdBefore + sdAfter * sdAfter),
            DiameterMm = Longest(later) - Longest(earlier),
            Days = days,
            GrowthPerDay = rate,
            GrowthInterval = new ConfidenceInterval(rate - rateNoise, rate + rateNoise),
        };
    }

    /// <summary>
    /// The standard deviation of a measured volume in ml: voxels cut by the outline, and an outline drawn too far out or in as a whole.
    /// </summary>
    /// <param name="region">The measurement; null for a lesion that is not there, which has no error.</param>
    /// <param name="outlineSdVoxels">By how many voxels the outline as a whole varies, as a standard deviation.</param>
    public static double VolumeSdMl(RegionMeasurement? region, double outlineSdVoxels = 0.25)
    {
        if (region is null)
        {
            return 0;
        }

        double shell = (region.VolumeRange.WithShellMl - region.VolumeRange.WithoutShellMl) / 2 * outlineSdVoxels;
        double partial = region.VolumeRange.PartialVolumeSdMl;
        return Math.Sqrt(partial * partial + shell * shell);
    }

    private static double Longest(RegionMeasurement? region) => region?.SliceDiameters?.Longest.LengthMm ?? double.NaN;

    /// <summary>The time at one end of the rate's interval; a rate that is not positive never gets there.</summary>
    private static double Reached(double rate) => rate <= 0 ? double.PositiveInfinity : Doubling(rate);

    private static double Doubling(double rate) => rate == 0 ? double.PositiveInfinity : Math.Log(2) / rate;
}
