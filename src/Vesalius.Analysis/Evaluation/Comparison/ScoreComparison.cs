using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// One score under two models, over the cases in which both have it. Differences are first − second. Where cases belong to groups, the test
/// is over the mean differences of the groups, since cases of one patient are no independent witnesses.
/// </summary>
public sealed record ScoreComparison
{
    /// <summary>The name of the score.</summary>
    public required string Score { get; init; }

    /// <summary>Which way it gets better.</summary>
    public required ScoreDirection Direction { get; init; }

    /// <summary>How many cases have the score under both models. All figures are over these.</summary>
    public required int Pairs { get; init; }

    /// <summary>How many cases have it under one model only and are left out.</summary>
    public required int Unpaired { get; init; }

    /// <summary>The mean of the first model.</summary>
    public required double FirstMean { get; init; }

    /// <summary>The mean of the second model.</summary>
    public required double SecondMean { get; init; }

    /// <summary>The mean difference; NaN when infinite distances stand on both sides.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>The median difference.</summary>
    public required double MedianDifference { get; init; }

    /// <summary>Where the mean difference would lie over other cases.</summary>
    public required ConfidenceInterval Interval { get; init; }

    /// <summary>In how many cases the first model is better; 0 when nobody said what better is.</summary>
    public required int FirstBetter { get; init; }

    /// <summary>In how many cases the second model is better.</summary>
    public required int SecondBetter { get; init; }

    /// <summary>Wilcoxon's signed-rank test of the differences.</summary>
    public required SignedRankResult Test { get; init; }

    /// <summary>The probability adjusted by Holm for the structures compared by this score.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Compares the scores of one structure.</summary>
    internal static ScoreComparison Of(string score, IReadOnlyList<PairedScores> all, Func<string, string> groupOf,
        BootstrapOptions options)
    {
        ScoreDirection direction = ScoreDirections.Of(score);
        PairedScores[] pairs = [.. all.Where(pair => !double.IsNaN(pair.First) && !double.IsNaN(pair.Second))];
        double[] differences = [.. pairs.Select(pair => pair.Difference)];
        double[] gains = [.. pairs.Select(pair => Gain(direction, pair))];
        string[] groups = [.. pairs.Select(pair => groupOf(pair.Case))];
        SignedRankResult test = SignedRankTest.Of(ByGroup(differences, groups));
        return new ScoreComparison
        {
            Score = score,
            Direction = direction,
            Pairs = pairs.Length,
            Unpaired = all.Count(pair => double.IsNaN(pair.First) != double.IsNaN(pair.Second)),
            FirstMean = Distribution.Of(pairs.Select(pair => pair.First)).Mean,
            SecondMean = Distribution.Of(pairs.Select(pair => pair.Second)).Mean,
            MeanDifference = differences.Length == 0 ? double.NaN : differences.Average(),
            MedianDifference = OrderStatistics.MedianInPlace([.. differences]),
            Interval = Bootstrap.OfMean(differences, groups, options),
            FirstBetter = gains.Count(gain => gain > 0),
            SecondBetter = gains.Count(gain => gain < 0),
            Test = test,
            AdjustedPValue = test.PValue,
        };
    }

    private static double Gain(ScoreDirection direction, PairedScores pair)
    {
        double first = direction.Goodness(pair.First), second = direction.Goodness(pair.Second);
        return direction == ScoreDirection.Unknown || first == second ? 0 : first - second;
    }

    private static IEnumerable<double> ByGroup(double[] differences, string[] groups) =>
        differences.Zip(groups).GroupBy(pair => pair.Second, StringComparer.Ordinal).Select(group => group.Average(pair => pair.First));
}
