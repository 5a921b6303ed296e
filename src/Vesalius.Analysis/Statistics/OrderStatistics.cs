namespace Vesalius.Analysis.Statistics;

/// <summary>What is read off sorted values.</summary>
public static class OrderStatistics
{
    /// <summary>
    /// The value below which a fraction of sorted values lies, interpolated linearly between the two nearest (type 7 of Hyndman and Fan
    /// 1996,
    /// the default of R and NumPy). NaN when there is none. Infinite values are kept.
    /// </summary>
    /// <param name="sorted">Values, ascending, without NaN.</param>
    /// <param name="fraction">0 for the least, 0.5 for the median, 1 for the greatest.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double fraction)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        double place = Math.Clamp(fraction, 0, 1) * (sorted.Length - 1);
        int below = (int)place;
        double part = place - below;

        // A fraction of zero must not touch the next value: zero times infinity is not a number.
        return part == 0 || sorted[below + 1] == sorted[below] ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>The median of values in any order, which it sorts. NaN when there is none.</summary>
    public static double MedianInPlace(Span<double> values)
    {
        values.Sort();
        return Quantile(values, 0.5);
    }

    /// <summary>The ranks of values from 1, ascending; equal values share the mean of their ranks.</summary>
    public static IReadOnlyList<double> Ranks(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] ranks = new double[order.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && values[order[end]] == values[order[start]];)
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
        }

        return ranks;
    }
}
