namespace Vesalius.Analysis.Measurement;

/// <summary>
/// The intensities inside a structure, in the scan's unit, under the names of the IBSI manual (variance over N, kurtosis in excess of 3,
/// percentiles by linear interpolation). Voxels that are not finite are left out. Ratios by 0 are NaN or infinite.
/// </summary>
public sealed record IntensityStatistics
{
    /// <summary>How many finite voxels were counted.</summary>
    public required long Voxels { get; init; }

    /// <summary>The mean. IBSI Q4LE.</summary>
    public required double Mean { get; init; }

    /// <summary>The variance over N. IBSI ECT3.</summary>
    public required double Variance { get; init; }

    /// <summary>The standard deviation over N.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>The skewness; 0 when all values are equal. IBSI KE2A.</summary>
    public required double Skewness { get; init; }

    /// <summary>The kurtosis less 3; 0 when all values are equal. IBSI IPH6.</summary>
    public required double ExcessKurtosis { get; init; }

    /// <summary>The least value. IBSI 1GSF.</summary>
    public required double Minimum { get; init; }

    /// <summary>The 10th percentile. IBSI QG58.</summary>
    public required double Percentile10 { get; init; }

    /// <summary>The 25th percentile.</summary>
    public required double Percentile25 { get; init; }

    /// <summary>The median. IBSI Y12H.</summary>
    public required double Median { get; init; }

    /// <summary>The 75th percentile.</summary>
    public required double Percentile75 { get; init; }

    /// <summary>The 90th percentile. IBSI 8DWT.</summary>
    public required double Percentile90 { get; init; }

    /// <summary>The greatest value. IBSI 84IY.</summary>
    public required double Maximum { get; init; }

    /// <summary>The mean distance from the mean. IBSI 4FUA.</summary>
    public required double MeanAbsoluteDeviation { get; init; }

    /// <summary>The same over the values from the 10th to the 90th percentile, about their own mean; NaN when there are none (two values). IBSI 1128.</summary>
    public required double RobustMeanAbsoluteDeviation { get; init; }

    /// <summary>The mean distance from the median. IBSI N72L.</summary>
    public required double MedianAbsoluteDeviation { get; init; }

    /// <summary>The sum of squares. IBSI N8CA.</summary>
    public required double Energy { get; init; }

    /// <summary>From the 25th to the 75th percentile. IBSI SALO.</summary>
    public double InterquartileRange => Percentile75 - Percentile25;

    /// <summary>From the least to the greatest value. IBSI 2OJQ.</summary>
    public double Range => Maximum - Minimum;

    /// <summary>The standard deviation over the mean. IBSI 7TET.</summary>
    public double CoefficientOfVariation => StandardDeviation / Mean;

    /// <summary>The interquartile range over the sum of the quartiles. IBSI 9S40.</summary>
    public double QuartileCoefficientOfDispersion => InterquartileRange / (Percentile75 + Percentile25);

    /// <summary>The root of the mean square. IBSI 5ZWQ.</summary>
    public double RootMeanSquare => Math.Sqrt(Energy / Voxels);

    /// <summary>The statistics of some values, or null when none is finite.</summary>
    public static IntensityStatistics? Of(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return Of(wide);
    }

    /// <summary>The statistics of some values, or null when none is finite.</summary>
    public static IntensityStatistics? Of(ReadOnlySpan<double> values)
    {
        double[] sorted = FiniteSorted(values);
        if (sorted.Length == 0)
        {
            return null;
        }

        double mean = sorted.Sum() / sorted.Length, median = Percentile(sorted, 0.5);
        double p10 = Percentile(sorted, 0.1), p90 = Percentile(sorted, 0.9);
        double[] central = [.. sorted.Where(value => value >= p10 && value <= p90)];
        double variance = sorted.Average(value => (value - mean) * (value - mean));
        double Moment(int power) => variance == 0 ? double.NaN : sorted.Average(v => Power(v - mean, power)) / Math.Pow(variance, 0.5 * power);
        return new IntensityStatistics
        {
            Voxels = sorted.Length,
            Mean = mean,
            Variance = variance,
            Skewness = variance == 0 ? 0 : Moment(3),
            ExcessKurtosis = variance == 0 ? 0 : Moment(4) - 3,
            Minimum = sorted[0],
            Percentile10 = p10,
            Percentile25 = Percentile(sorted, 0.25),
            Median = median,
            Percentile75 = Percentile(sorted, 0.75),
            Percentile90 = p90,
            Maximum = sorted[^1],
            MeanAbsoluteDeviation = sorted.Average(value => Math.Abs(value - mean)),
            RobustMeanAbsoluteDeviation = DeviationFromOwnMean(central),
            MedianAbsoluteDeviation = sorted.Average(value => Math.Abs(value - median)),
            Energy = sorted.Sum(value => value * value),
        };
    }

    /// <summary>A percentile of sorted values by linear interpolation between ranks (type 7).</summary>
    internal static double Percentile(ReadOnlySpan<double> sorted, double fraction)
    {
        double rank = fraction * (sorted.Length - 1);
        int below = (int)rank;
        return below + 1 < sorted.Length ? sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static double Power(double value, int power) => power == 3 ? value * value * value : value * value * value * value;

    private static double[] FiniteSorted(ReadOnlySpan<double> values)
    {
        var finite = new List<double>(values.Length);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                finite.Add(value);
            }
        }

        double[] sorted = [.. finite];
        Array.Sort(sorted);
        return sorted;
    }

    private static double DeviationFromOwnMean(double[] values)
    {
        if (values.Length == 0)
        {
            return double.NaN;
        }

        double mean = values.Average();
        return values.Average(value => Math.Abs(value - mean));
    }
}
