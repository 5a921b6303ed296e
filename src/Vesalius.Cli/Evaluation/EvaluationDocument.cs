using Vesalius.Analysis.Evaluation;
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

    /// <summary>The document of a finished evaluation.</summary>
    public static EvaluationDocument Of(EvaluationSummary summary, EvaluationOptions options) => new()
    {
        Profile = options.Profile.Name,
        Cases = [.. summary.Cases.Select(one => new EvaluatedCase(one.Case, [.. one.Labels.Select(EvaluatedLabel.Of)]))],
        Failures = [.. summary.Failures.Select(failure => new FailedCase(failure.Case, ErrorMapping.MessageOf(failure.Problem)))],
        Summary = [.. summary.Labels.Select(SummaryOf)],
        MeanDice = summary.MeanDice,
    };

    private static Dictionary<string, object> SummaryOf(LabelSummary label)
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
            figures[score] = ScoreDistribution.Of(label[score]);
        }

        return figures;
    }
}
