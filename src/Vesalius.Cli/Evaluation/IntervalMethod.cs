using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Cli.Evaluation;

/// <summary>How the intervals of a document were made.</summary>
internal sealed record IntervalMethod(double Level, BootstrapMethod Method, int Resamples, int Seed, int Groups)
{
    /// <summary>The method of an evaluation's intervals.</summary>
    public static IntervalMethod Of(SummaryIntervals intervals) =>
        new(intervals.Options.Level, intervals.Options.Method, intervals.Options.Resamples, intervals.Options.Seed, intervals.Groups);
}
