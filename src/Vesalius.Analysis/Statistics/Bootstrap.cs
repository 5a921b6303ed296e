namespace Vesalius.Analysis.Statistics;

/// <summary>
/// Confidence intervals without a formula for the spread: the cases are drawn with replacement, the figure is worked out again, and the
/// interval is read off the figures so found (Efron and Tibshirani 1993). Cases that belong together (several scans of one patient) are
/// drawn together, or the interval would be too narrow.
/// </summary>
public static class Bootstrap
{
    /// <summary>The interval of a mean.</summary>
    /// <param name="values">One value per case; NaN is left out.</param>
    /// <param name="groups">The group of each case; null when every case stands for itself.</param>
    /// <param name="options">How it is made; the defaults when null.</param>
    /// <exception cref="ArgumentException">There is not one group per value.</exception>
    public static ConfidenceInterval OfMean(IReadOnlyList<double> values, IReadOnlyList<string>? groups = null,
        BootstrapOptions? options = null)
    {
        double[][] units = Units(values, groups);
        double[] sums = [.. units.Select(unit => unit.Sum())];
        return Interval(
            units.Length,
            drawn =>
            {
                double sum = 0;
                int count = 0;
                foreach (int unit in drawn)
                {
                    sum += sums[unit];
                    count += units[unit].Length;
                }

                return sum / count;
            },
            options);
    }

    /// <summary>The interval of a median.</summary>
    /// <inheritdoc cref="OfMean"/>
    public static ConfidenceInterval OfMedian(IReadOnlyList<double> values, IReadOnlyList<string>? groups = null,
        BootstrapOptions? options = null) =>
        OfSample(values, groups, OrderStatistics.MedianInPlace, options);

    /// <summary>The interval of any figure of a sample.</summary>
    /// <param name="values">One value per case; NaN is left out.</param>
    /// <param name="groups">The group of each case; null when every case stands for itself.</param>
    /// <param name="figure">The figure; it may reorder the values it is given.</param>
    /// <param name="options">How it is made; the defaults when null.</param>
    /// <exception cref="ArgumentException">There is not one group per value.</exception>
    public static ConfidenceInterval OfSample(
        IReadOnlyList<double> values, IReadOnlyList<string>? groups, SampleFigure figure, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(figure);
        double[][] units = Units(values, groups);
        double[] sample = new double[units.Length * units.Select(unit => unit.Length).DefaultIfEmpty(0).Max()];
        return Interval(
            units.Length,
            drawn =>
            {
                int count = 0;
                foreach (int unit in drawn)
                {
                    units[unit].CopyTo(sample, count);
                    count += units[unit].Length;
                }

                return figure(sample.AsSpan(0, count));
            },
            options);
    }

    /// <summary>The interval of any figure of units that can be drawn again.</summary>
    /// <param name="units">How many units there are. Below two there is no interval.</param>
    /// <param name="statistic">The figure. It is asked from one thread.</param>
    /// <param name="options">How the interval is made; the defaults when null.</param>
    public static ConfidenceInterval Interval(int units, ResampleStatistic statistic, BootstrapOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        ArgumentNullException.ThrowIfNull(statistic);
        options ??= BootstrapOptions.Default;
        int[] drawn = [.. Enumerable.Range(0, units)];
        double figure = units < 2 ? double.NaN : statistic(drawn);
        if (double.IsNaN(figure))
        {
            return ConfidenceInterval.Undefined;
        }

        double[] leftOut = options.Method == BootstrapMethod.BiasCorrected ? WithoutEach(units, statistic) : [];
        var random = new Random(options.Seed);
        double[] figures = new double[options.Resamples];
        for (int i = 0; i < figures.Length; i++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                drawn[unit] = random.Next(units);
            }

            figures[i] = statistic(drawn);
        }

        return new ResampledFigures(figure, figures, leftOut).Interval(options);
    }

    private static double[] WithoutEach(int units, ResampleStatistic statistic)
    {
        double[] figures = new double[units];
        int[] others = [.. Enumerable.Range(1, units - 1)];
        for (int left = 0; left < units; left++)
        {
            figures[left] = statistic(others);
            if (left < others.Length)
            {
                others[left] = left;
            }
        }

        return figures;
    }

    private static double[][] Units(IReadOnlyList<double> values, IReadOnlyList<string>? groups)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (groups is not null && groups.Count != values.Count)
        {
            throw new ArgumentException($"{values.Count} values need as many groups; {groups.Count} came.", nameof(groups));
        }

        IEnumerable<int> defined = Enumerable.Range(0, values.Count).Where(i => !double.IsNaN(values[i]));
        return groups is null
            ? [.. defined.Select(i => new[] { values[i] })]
            : [.. defined.GroupBy(i => groups[i], StringComparer.Ordinal).Select(group => group.Select(i => values[i]).ToArray())];
    }
}
