using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Statistics;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Evaluation;

/// <summary>What <c>evaluate --json</c> writes.</summary>
internal sealed record EvaluationDocument
{
    public required string Profile { get; init; }

    public required IReadOnlyList<EvaluatedCase> Cases { get; init; }

    public required IReadOnlyList<FailedCase> Failures { get; init; }

    /// <summary>One object per label: its label, name and defined count, and a distribution per score.</summary>
    public required IReadOnlyList<Dictionary<string, object>> Summary { get; init; }

    public required double MeanDice { get; init; }

    public required ConfidenceInterval MeanDiceInterval { get; init; }

    /// <summary>The cases from the worst to the best.</summary>
    public required IReadOnlyList<RankedCase> WorstFirst { get; init; }

    public required IntervalMethod Intervals { get; init; }

    /// <summary>The same of the other predictions; null without <c>--against</c>.</summary>
    public EvaluationDocument? Against { get; init; }

    public ComparisonDocument? Comparison { get; init; }

    /// <summary>The document of a finished evaluation.</summary>
    public static EvaluationDocument Of(EvaluationOutcome outcome) => Of(outcome.Model, outcome.Options) with
    {
        Against = outcome.Rival is null ? null : Of(outcome.Rival, outcome.Options),
        Comparison = outcome.Comparison is null ? null : ComparisonDocument.Of(outcome.Comparison),
    };

    private static EvaluationDocument Of(EvaluatedModel model, EvaluationOptions options) => new()
    {
        Profile = options.Profile.Name,
        Cases = [.. model.Summary.Cases.Select(one => new EvaluatedCase(one.Case, [.. one.Labels.Select(EvaluatedLabel.Of)]))],
        Failures = [.. model.Summary.Failures.Select(failure => new FailedCase(failure.Case, ErrorMapping.MessageOf(failure.Problem)))],
        Summary = [.. model.Summary.Labels.Select(label => SummaryOf(label, model.Intervals))],
        MeanDice = model.Summary.MeanDice,
        MeanDiceInterval = model.Intervals.MeanDice,
        WorstFirst = [.. model.Summary.WorstFirst.Select(one => new RankedCase(one.Case, one.MeanDice))],
        Intervals = IntervalMethod.Of(model.Intervals),
    };

    private static Dictionary<string, object> SummaryOf(LabelSummary label, SummaryIntervals intervals)
    {
        var figures = new Dictionary<string, object>
        {
            ["label"] = label.Label,
            ["name"] = label.Name,
            ["cases"] = label.Cases.Count,
            ["defined"] = label.Dice.Defined,
            ["bothEmpty"] = label.Count(Presence.Neither),
            ["referenceEmpty"] = label.Count(Presence.OnlyPrediction),
            ["predictionEmpty"] = label.Count(Presence.OnlyReference),
        };
        foreach (string score in label.Scores)
        {
            figures[score] = ScoreDistribution.Of(label[score], intervals.Of(label.Label, score));
        }

        return figures;
    }
}
