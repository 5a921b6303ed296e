namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>The features of a co-occurrence matrix, in the order of <see cref="Tags"/> (Haralick 1973; IBSI manual, family GLCM).</summary>
internal static class CooccurrenceFeatures
{
    /// <summary>The IBSI tags, and the maximal correlation coefficient that only PyRadiomics has.</summary>
    public static string[] Tags { get; } =
    [
        "joint_max", "joint_avg", "joint_var", "joint_entr", "diff_avg", "diff_var", "diff_entr", "sum_avg", "sum_var", "sum_entr", "energy",
        "contrast", "dissimilarity", "inv_diff", "inv_diff_norm", "inv_diff_mom", "inv_diff_mom_norm", "inv_var", "corr", "auto_corr",
        "clust_tend", "clust_shade", "clust_prom", "info_corr1", "info_corr2",
    ];

    /// <summary>The features; all NaN when no two voxels lie side by side. The correlation of a single grey level is 1.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="epsilon">Added under the logarithms of the entropies: 0, or the machine's epsilon as PyRadiomics has it.</param>
    /// <param name="withMaximalCorrelation">Whether the maximal correlation coefficient is appended.</param>
    public static double[] Of(CooccurrenceMatrix matrix, double epsilon = 0, bool withMaximalCorrelation = false)
    {
        int extra = withMaximalCorrelation ? 1 : 0;
        return PairDistribution.Of(matrix, epsilon) is { } pairs
            ? [.. Of(pairs, epsilon), .. withMaximalCorrelation ? [pairs.MaximalCorrelation()] : (double[])[]]
            : [.. Enumerable.Repeat(double.NaN, Tags.Length + extra)];
    }

    private static double[] Of(PairDistribution pairs, double epsilon)
    {
        (Distribution sums, Distribution differences) = (pairs.Sums, pairs.Differences);
        double levels = differences.Shares.Length, mean = pairs.Marginal.Moment(0, 1), variance = pairs.Marginal.Moment(mean, 2);
        double contrast = differences.Moment(0, 2), dissimilarity = differences.Moment(0, 1), tendency = sums.Moment(2 * mean, 2);
        double side = pairs.Marginal.Entropy(epsilon);
        (double overPairs, double overProduct) = pairs.ProductEntropies();
        return
        [
            pairs.Maximum, mean, variance, pairs.Entropy,
            dissimilarity, differences.Moment(dissimilarity, 2), differences.Entropy(epsilon),
            2 * mean, tendency, sums.Entropy(epsilon), pairs.Energy,
            contrast, dissimilarity,
            differences.Mean(k => 1 / (1 + k)), differences.Mean(k => 1 / (1 + k / levels)),
            differences.Mean(k => 1 / (1 + k * k)), differences.Mean(k => 1 / (1 + k * k / (levels * levels))),
            differences.Mean(k => k == 0 ? 0 : 1 / (k * k)),
            variance == 0 ? 1 : 1 - contrast / (2 * variance), pairs.Autocorrelation,
            tendency, sums.Moment(2 * mean, 3), sums.Moment(2 * mean, 4),
            side == 0 ? 0 : (pairs.Entropy - overPairs) / side,
            Math.Sqrt(Math.Max(0, 1 - Math.Exp(-2 * (overProduct - pairs.Entropy)))),
        ];
    }
}
