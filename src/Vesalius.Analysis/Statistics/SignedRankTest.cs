namespace Vesalius.Analysis.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test (1945): whether paired differences lie around zero. It asks for the order of the differences only, so that
/// one missed structure with an infinite distance does not spoil it.
/// </summary>
/// <remarks>
/// Differences of zero say nothing about the direction and are left out, as Wilcoxon did. Up to 50 others the probability is exact: all
/// signs of the ranks are equally likely when there is no difference. Equal differences share the mean of their ranks, and the exact
/// distribution is that of these ranks. Above 50 the normal approximation is used, its variance corrected for ties, without a correction
/// for continuity.
/// </remarks>
public static class SignedRankTest
{
    private const int LargestExact = 50;

    /// <summary>Tests the differences of pairs against zero, on both sides.</summary>
    /// <param name="differences">One difference per pair; NaN is left out. With infinite scores, take care that ∞ − ∞ is given as
    /// 0.</param>
    public static SignedRankResult Of(IEnumerable<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        double[] defined = [.. differences.Where(difference => !double.IsNaN(difference))],
            moved = [.. defined.Where(difference => difference != 0)];
        IReadOnlyList<double> ranks = OrderStatistics.Ranks([.. moved.Select(Math.Abs)]);
        double upward = Enumerable.Range(0, moved.Length).Where(i => moved[i] > 0).Sum(i => ranks[i]);
        bool isExact = moved.Length <= LargestExact;
        return new SignedRankResult
        {
            Pairs = defined.Length,
            Unequal = moved.Length,
            PositiveRanks = upward,
            NegativeRanks = ranks.Sum() - upward,
            IsExact = isExact,
            PValue = defined.Length == 0 ? double.NaN : isExact ? Exact(ranks, upward) : Approximate(ranks, upward),
        };
    }

    /// <summary>Of all ways to give the ranks a sign, the share that is at least as one-sided; doubled for the other side.</summary>
    private static double Exact(IReadOnlyList<double> ranks, double upward)
    {
        // Mean ranks are halves at worst, so twice a rank is whole.
        int[] doubled = [.. ranks.Select(rank => (int)Math.Round(2 * rank))];
        double[] ways = new double[doubled.Sum() + 1];
        ways[0] = 1;
        int most = 0;
        foreach (int rank in doubled)
        {
            most += rank;
            for (int sum = most; sum >= rank; sum--)
            {
                ways[sum] += ways[sum - rank];
            }
        }

        int found = (int)Math.Round(2 * upward), side = Math.Min(found, most - found);
        return Math.Min(1, 2 * ways.AsSpan(0, side + 1).ToArray().Sum() / Math.Pow(2, doubled.Length));
    }

    private static double Approximate(IReadOnlyList<double> ranks, double upward)
    {
        // The variance of a sum of ranks with random signs: a quarter of the sum of their squares, which ties lower.
        double mean = ranks.Sum() / 2, variance = ranks.Sum(rank => rank * rank) / 4;
        return NormalDistribution.TwoSided((upward - mean) / Math.Sqrt(variance));
    }
}
