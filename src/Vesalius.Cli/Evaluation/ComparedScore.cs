using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Cli.Evaluation;

/// <summary>One score under two models, as it is written for scripts.</summary>
internal sealed record ComparedScore
{
    public required int Pairs { get; init; }

    public required int Unpaired { get; init; }

    public required double First { get; init; }

    public required double Second { get; init; }

    public required double Difference { get; init; }

    public required double MedianDifference { get; init; }

    public required ConfidenceInterval Interval { get; init; }

    public required int FirstBetter { get; init; }

    public required int SecondBetter { get; init; }

    /// <summary>Wilcoxon's signed-rank test.</summary>
    public required double P { get; init; }

    /// <summary>The same adjusted by Holm over the structures.</summary>
    public required double PHolm { get; init; }

    /// <summary>The statistic of the test: the smaller sum of ranks.</summary>
    public required double Statistic { get; init; }

    public required bool IsExact { get; init; }

    /// <summary>The comparison of one score.</summary>
    public static ComparedScore Of(ScoreComparison score) => new()
    {
        Pairs = score.Pairs,
        Unpaired = score.Unpaired,
        First = score.FirstMean,
        Second = score.SecondMean,
        Difference = score.MeanDifference,
        MedianDifference = score.MedianDifference,
        Interval = score.Interval,
        FirstBetter = score.FirstBetter,
        SecondBetter = score.SecondBetter,
        P = score.Test.PValue,
        PHolm = score.AdjustedPValue,
        Statistic = score.Test.Statistic,
        IsExact = score.Test.IsExact,
    };
}
