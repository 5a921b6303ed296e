using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Cli.Evaluation;

/// <summary>A score over cases, as it is written for scripts.</summary>
internal sealed record ScoreDistribution(int Defined, double Mean, double Sd, double Median, double Q1, double Q3, double Min, double Max)
{
    public required ConfidenceInterval MeanInterval { get; init; }

    public required ConfidenceInterval MedianInterval { get; init; }

    /// <summary>The figures of a distribution.</summary>
    public static ScoreDistribution Of(Distribution scores, ScoreInterval interval) => new(
        scores.Defined, scores.Mean, scores.StandardDeviation, scores.Median, scores.LowerQuartile, scores.UpperQuartile, scores.Minimum,
            scores.Maximum)
    {
        MeanInterval = interval.Mean,
        MedianInterval = interval.Median,
    };
}
