using Vesalius.Analysis.Statistics;

namespace Vesalius.Learning.Confidence;

/// <summary>How large a structure was in the masks of training.</summary>
/// <param name="Presence">In which share of the masks it is at all, 0 to 1.</param>
/// <param name="MedianMm3">Its median volume where it is, in mm³ (mm² for planar images); null where it never is.</param>
/// <param name="Spread">The robust standard deviation of the volume's logarithm, at least 0.05.</param>
public sealed record VolumeHabit(double Presence, double? MedianMm3, double Spread)
{
    private const double LeastSpread = 0.05, NormalWidth = 3.29, UsuallyThere = 0.5, AsGoodAsMissing = 20;

    /// <summary>Takes volumes together; 0 for a mask without the structure.</summary>
    internal static VolumeHabit Of(IReadOnlyList<double> volumes)
    {
        double[] logarithms = [.. volumes.Where(one => one > 0).Select(one => Math.Log(one)).Order()];
        double width = OrderStatistics.Quantile(logarithms, 0.95) - OrderStatistics.Quantile(logarithms, 0.05);
        return logarithms.Length == 0 ? new VolumeHabit(0, null, LeastSpread) : new VolumeHabit(
            (double)logarithms.Length / volumes.Count, Math.Exp(OrderStatistics.Quantile(logarithms, 0.5)),
            Math.Max(LeastSpread, width / NormalWidth));
    }

    /// <summary>Whether a segmentation without the structure is one to wonder at.</summary>
    internal bool IsExpected => Presence > UsuallyThere;

    /// <summary>How many steps a volume lies from the median; 0 where nothing is known.</summary>
    internal double Steps(double volumeMm3) => MedianMm3 is not { } median ? 0
        : volumeMm3 <= 0 ? IsExpected ? AsGoodAsMissing : 0
        : Math.Min(AsGoodAsMissing, Math.Abs(Math.Log(volumeMm3 / median)) / Spread);
}
