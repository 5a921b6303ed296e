namespace Vesalius.Analysis.Statistics;

/// <summary>What Wilcoxon's signed-rank test found.</summary>
public sealed record SignedRankResult
{
    /// <summary>How many pairs have a defined difference.</summary>
    public required int Pairs { get; init; }

    /// <summary>How many of them differ; the test is over these.</summary>
    public required int Unequal { get; init; }

    /// <summary>The sum of the ranks of positive differences (R's V).</summary>
    public required double PositiveRanks { get; init; }

    /// <summary>The sum of the ranks of negative differences.</summary>
    public required double NegativeRanks { get; init; }

    /// <summary>The smaller of both sums: the statistic that tables and SciPy give.</summary>
    public double Statistic => Math.Min(PositiveRanks, NegativeRanks);

    /// <summary>
    /// How often chance alone would part the pairs as much or more, both directions taken together; 1 when no pair differs, NaN when there
    /// is no pair.
    /// </summary>
    public required double PValue { get; init; }

    /// <summary>Whether the probability is exact, or else from the normal approximation.</summary>
    public required bool IsExact { get; init; }
}
