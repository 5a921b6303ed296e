using Vesalius.Analysis.Statistics;

namespace Vesalius.Learning.Confidence;

/// <summary>Where one property of scans lay in training.</summary>
/// <param name="Name">The property.</param>
/// <param name="Centre">The median, on the scale of comparison (a logarithm for ratios).</param>
/// <param name="Scale">What counts as one step away from it: a robust standard deviation, never less than 5 % or 0.1.</param>
/// <param name="Low">The 5 % quantile, in the property's unit.</param>
/// <param name="High">The 95 % quantile, in the property's unit.</param>
public sealed record PropertyRange(string Name, double Centre, double Scale, double Low, double High)
{
    // The distance of the 5 % and 95 % quantiles of a normal distribution in standard deviations.
    private const double NormalWidth = 3.29, SmallestLogarithm = 0.05, SmallestDifference = 0.1;

    /// <summary>How many steps a value lies away.</summary>
    internal double Steps(ScanProperty property) => Math.Abs(property.Compared - Centre) / Scale;

    /// <summary>The range of a property over scans.</summary>
    internal static PropertyRange Of(IReadOnlyList<ScanProperty> values)
    {
        double[] compared = [.. values.Select(one => one.Compared).Order()], own = [.. values.Select(one => one.Value).Order()];
        double width = OrderStatistics.Quantile(compared, 0.95) - OrderStatistics.Quantile(compared, 0.05);
        return new PropertyRange(
            values[0].Name, OrderStatistics.Quantile(compared, 0.5),
            Math.Max(width / NormalWidth, values[0].IsRatio ? SmallestLogarithm : SmallestDifference),
            OrderStatistics.Quantile(own, 0.05), OrderStatistics.Quantile(own, 0.95));
    }
}
