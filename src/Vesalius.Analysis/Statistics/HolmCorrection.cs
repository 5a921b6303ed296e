namespace Vesalius.Analysis.Statistics;

/// <summary>
/// Holm's correction (1979) for asking several questions at once: with twenty structures, one seems to differ at 5 % by chance alone. The
/// adjusted probabilities may be held against the same level as a single one.
/// </summary>
public static class HolmCorrection
{
    /// <summary>
    /// The adjusted probabilities, in the order they came. NaN stands for a question that was not asked: it stays and is not counted.
    /// </summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        double[] adjusted = [.. pValues];
        int[] order = [.. Enumerable.Range(0, adjusted.Length).Where(i => !double.IsNaN(pValues[i])).OrderBy(i => pValues[i])];
        double largest = 0;
        for (int place = 0; place < order.Length; place++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - place) * pValues[order[place]]));
            adjusted[order[place]] = largest;
        }

        return adjusted;
    }
}
