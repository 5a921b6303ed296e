namespace Vesalius.Analysis.Evaluation;

/// <summary>How a percentile of distances is read off.</summary>
public enum PercentileRule
{
    /// <summary>The first distance, in ascending order, at which the cumulated weight reaches the percentile.</summary>
    WeightedLower,

    /// <summary>Interpolated linearly between order statistics, every element counting once (type 7, numpy's default).</summary>
    Linear,

    /// <summary>The order statistic of rank ⌊p·n⌋, every element counting once: of 30 distances, the 95th percentile is the 28th.</summary>
    LowerRank,
}
