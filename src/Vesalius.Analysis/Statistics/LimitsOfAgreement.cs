namespace Vesalius.Analysis.Statistics;

/// <summary>
/// How far two ways of measuring the same thing lie apart (Bland and Altman 1986): the mean difference, and the limits between which 95 %
/// of
/// the differences lie when they are normally distributed.
/// </summary>
public sealed record LimitsOfAgreement
{
    private const double NormalHalfWidth = 1.96;

    private LimitsOfAgreement()
    {
    }

    /// <summary>How many pairs were compared; pairs with a figure that is not finite are left out.</summary>
    public required int Pairs { get; init; }

    /// <summary>The mean of measured − true; NaN without pairs.</summary>
    public required double Bias { get; init; }

    /// <summary>The standard deviation of the differences (n − 1); NaN below two pairs.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Bias − 1.96 standard deviations.</summary>
    public double Lower => Bias - NormalHalfWidth * StandardDeviation;

    /// <summary>Bias + 1.96 standard deviations.</summary>
    public double Upper => Bias + NormalHalfWidth * StandardDeviation;

    /// <summary>Where the bias would lie over other cases: a bootstrap interval, so that no distribution is assumed.</summary>
    public required ConfidenceInterval BiasInterval { get; init; }

    /// <summary>Compares pairs.</summary>
    /// <param name="pairs">What was measured and what is true, in one unit.</param>
    /// <param name="groups">The group of each pair; null when every pair stands for itself.</param>
    /// <param name="options">How the interval is made; the defaults when null.</param>
    public static LimitsOfAgreement Of(
        IReadOnlyList<(double Measured, double True)> pairs, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        double[] differences =
            [.. pairs.Select(pair => double.IsFinite(pair.Measured - pair.True) ? pair.Measured - pair.True : double.NaN)];
        double[] defined = [.. differences.Where(double.IsFinite)];
        double bias = defined.Length == 0 ? double.NaN : defined.Average();
        return new LimitsOfAgreement
        {
            Pairs = defined.Length,
            Bias = bias,
            StandardDeviation = defined.Length < 2 ? double.NaN
                : Math.Sqrt(defined.Sum(one => (one - bias) * (one - bias)) / (defined.Length - 1)),
            BiasInterval = Bootstrap.OfMean(differences, groups, options),
        };
    }
}
