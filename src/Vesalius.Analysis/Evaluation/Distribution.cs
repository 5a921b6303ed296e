using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// What a score looks like over several cases. Undefined scores (NaN) are left out and counted; infinite ones are kept, so that a missed
/// structure makes the mean distance infinite instead of vanishing from it.
/// </summary>
public sealed record Distribution
{
    private Distribution()
    {
    }

    /// <summary>How many cases were looked at.</summary>
    public required int Cases { get; init; }

    /// <summary>How many of them have a defined score. All figures below are over these; they are NaN when there is none.</summary>
    public required int Defined { get; init; }

    /// <summary>The arithmetic mean.</summary>
    public required double Mean { get; init; }

    /// <summary>The standard deviation of a sample (n − 1). NaN below two defined cases, or when a score is infinite.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>The smallest score.</summary>
    public required double Minimum { get; init; }

    /// <summary>The score that a quarter of the cases stay below (linear interpolation between order statistics).</summary>
    public required double LowerQuartile { get; init; }

    /// <summary>The middle score.</summary>
    public required double Median { get; init; }

    /// <summary>The score that three quarters of the cases stay below.</summary>
    public required double UpperQuartile { get; init; }

    /// <summary>The largest score.</summary>
    public required double Maximum { get; init; }

    /// <summary>Summarises the scores of several cases.</summary>
    /// <param name="scores">One score per case; NaN for undefined.</param>
    public static Distribution Of(IEnumerable<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double[] all = [.. scores], sorted = [.. all.Where(score => !double.IsNaN(score)).Order()];
        double mean = sorted.Length == 0 ? double.NaN : sorted.Average();
        return new Distribution
        {
            Cases = all.Length,
            Defined = sorted.Length,
            Mean = mean,
            StandardDeviation = Deviation(sorted, mean),
            Minimum = OrderStatistics.Quantile(sorted, 0),
            LowerQuartile = OrderStatistics.Quantile(sorted, 0.25),
            Median = OrderStatistics.Quantile(sorted, 0.5),
            UpperQuartile = OrderStatistics.Quantile(sorted, 0.75),
            Maximum = OrderStatistics.Quantile(sorted, 1),
        };
    }

    private static double Deviation(double[] scores, double mean) =>
        scores.Length < 2 ? double.NaN : Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1));
}
