namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The intensity histogram and intensity-volume histogram of the IBSI reference manual.</summary>
public static class IbsiHistogram
{
    /// <summary>Features of the histogram of grey levels (<c>ih_…</c>); without values there are none.</summary>
    public static IReadOnlyDictionary<string, double> Features(IReadOnlyCollection<double> values, Discretisation discretisation)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(discretisation);
        if (values.Count == 0)
        {
            return new Dictionary<string, double>();
        }

        int[] levels = discretisation.Levels(values);
        OrderedDictionary<string, double> features =
            IbsiStatistics.Tagged("ih", IntensityStatistics.Of([.. levels.Select(level => (double)level)])!);
        features.Remove("ih_energy");
        features.Remove("ih_rms");
        AddShape(features, Counts(levels), levels.Min());
        return features;
    }

    /// <summary>
    /// Which part of the volume has at least an intensity (<c>ivh_v10</c>: 10 % of the way from the least to the greatest), and which
    /// intensity at most a part of the volume reaches (<c>ivh_i10</c>). Without values there are none.
    /// </summary>
    /// <param name="values">The intensities.</param>
    /// <param name="least">The intensity at 0 %.</param>
    /// <param name="greatest">The intensity at 100 %.</param>
    /// <param name="step">The distance between two intensities that are told apart; 1 for whole intensities.</param>
    public static IReadOnlyDictionary<string, double> Volumes(
        IReadOnlyCollection<double> values, double least, double greatest, double step = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        if (values.Count == 0)
        {
            return new Dictionary<string, double>();
        }

        double Part(double fraction) => (double)values.Count(value => value - least >= fraction * (greatest - least)) / values.Count;
        double[] falling = [.. values.OrderDescending()];
        double Intensity(double part)
        {
            // The least intensity that no more than this part reaches: one step above the first that more than this part reaches.
            int allowed = (int)Math.Floor(part * falling.Length + 1e-9);
            return allowed >= falling.Length ? falling[^1] : falling[allowed] + step;
        }

        double v10 = Part(0.1), v90 = Part(0.9), i10 = Intensity(0.1), i90 = Intensity(0.9);
        return new OrderedDictionary<string, double>
        {
            ["ivh_v10"] = v10,
            ["ivh_v90"] = v90,
            ["ivh_i10"] = i10,
            ["ivh_i90"] = i90,
            ["ivh_diff_v10_v90"] = v10 - v90,
            ["ivh_diff_i10_i90"] = i10 - i90,
        };
    }

    /// <summary>
    /// The same after the settings: whole intensities as they are; bins of a width as the middle of each bin, their range being the
    /// settings' where it is given; a number of bins as the number of each bin.
    /// </summary>
    internal static IReadOnlyDictionary<string, double> Volumes(double[] values, IbsiSettings settings)
    {
        if (values.Length == 0)
        {
            return new Dictionary<string, double>();
        }

        bool whole = Array.TrueForAll(values, double.IsInteger);
        IntensityRange range = settings.Range ?? new IntensityRange(values.Min(), values.Max());
        switch (settings.VolumeHistogram ?? (whole ? new Discretisation.None() : new Discretisation.FixedCount(1000)))
        {
            case Discretisation.FixedWidth(var width, _) bins:
                double start = bins.Start ?? (double.IsFinite(range.Least) ? range.Least : values.Min());
                double[] middles = [.. (bins with { Start = start }).Levels(values).Select(level => start + (level - 0.5) * width)];
                double last = double.IsFinite(range.Greatest) ? range.Greatest - width / 2 : middles.Max();
                return Volumes(middles, start + width / 2, last, width);
            case Discretisation.FixedCount bins:
                return Volumes([.. bins.Levels(values).Select(level => (double)level)], 1, bins.Count);
            default:
                return Volumes(values, values.Min(), values.Max());
        }
    }

    private static int[] Counts(int[] levels)
    {
        int first = levels.Min();
        var counts = new int[levels.Max() - first + 1];
        foreach (int level in levels)
        {
            counts[level - first]++;
        }

        return counts;
    }

    private static void AddShape(OrderedDictionary<string, double> features, int[] counts, int firstLevel)
    {
        double all = counts.Sum();
        double[] shares = [.. counts.Where(count => count > 0).Select(count => count / all)];
        double centre = features["ih_mean"];
        features["ih_mode"] = firstLevel + Enumerable.Range(0, counts.Length)
            .OrderByDescending(i => counts[i]).ThenBy(i => Math.Abs(firstLevel + i - centre)).First();
        features["ih_entropy"] = -shares.Sum(share => share * Math.Log2(share));
        features["ih_uniformity"] = shares.Sum(share => share * share);
        double[] slopes = [.. Enumerable.Range(0, counts.Length).Select(i => Slope(counts, i))];
        features["ih_max_grad"] = slopes.Max();
        features["ih_max_grad_g"] = firstLevel + Array.IndexOf(slopes, slopes.Max());
        features["ih_min_grad"] = slopes.Min();
        features["ih_min_grad_g"] = firstLevel + Array.IndexOf(slopes, slopes.Min());
    }

    /// <summary>Half the difference of the neighbours; at an end the difference to the only one; 0 for a single level.</summary>
    private static double Slope(int[] counts, int i) => counts.Length == 1 ? 0
        : i == 0 ? counts[1] - counts[0]
        : i == counts.Length - 1 ? counts[i] - counts[i - 1]
        : 0.5 * (counts[i + 1] - counts[i - 1]);
}
