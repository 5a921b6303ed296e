namespace Vesalius.Analysis.Statistics;

/// <summary>
/// A figure, the same over many resamples, and the same with each unit left out once: all that a bootstrap interval follows from.
/// </summary>
internal sealed class ResampledFigures
{
    private readonly double figure;
    private readonly double[] sorted;
    private readonly double[] leftOut;

    public ResampledFigures(double figure, IEnumerable<double> resampled, double[] leftOut)
    {
        this.figure = figure;
        this.leftOut = leftOut;
        sorted = [.. resampled.Where(value => !double.IsNaN(value)).Order()];
    }

    /// <summary>
    /// The interval. Where the correction has nothing to work with (an infinite figure, or one that no resample falls on either side of),
    /// the
    /// plain percentiles are taken.
    /// </summary>
    public ConfidenceInterval Interval(BootstrapOptions options)
    {
        double tail = (1 - options.Level) / 2;
        if (options.Method == BootstrapMethod.Percentile)
        {
            return Between(tail, 1 - tail);
        }

        // The same cases summed in another order differ in the last digit; they are equal all the same.
        double range = sorted[^1] - sorted[0], noise = 1e-12 * (Math.Abs(figure) + (double.IsFinite(range) ? range : 0));
        int below = sorted.Count(value => value < figure - noise), above = sorted.Count(value => value > figure + noise);
        double bias = NormalDistribution.Quantile((sorted.Length + below - above) / (2.0 * sorted.Length)), acceleration = Acceleration();
        double Corrected(double fraction)
        {
            double z = bias + NormalDistribution.Quantile(fraction);
            return NormalDistribution.Cumulative(bias + z / (1 - acceleration * z));
        }

        return double.IsFinite(bias) && double.IsFinite(acceleration) ? Between(Corrected(tail), Corrected(1 - tail))
            : Between(tail, 1 - tail);
    }

    /// <summary>How fast the spread of the figure grows with the figure, from the skewness of its influences.</summary>
    private double Acceleration()
    {
        double mean = leftOut.Average();
        double squares = leftOut.Sum(value => (mean - value) * (mean - value)), cubes = leftOut.Sum(value => Math.Pow(mean - value, 3));
        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    private ConfidenceInterval Between(double lower, double upper) =>
        new(OrderStatistics.Quantile(sorted, Math.Min(lower, upper)), OrderStatistics.Quantile(sorted, Math.Max(lower, upper)));
}
