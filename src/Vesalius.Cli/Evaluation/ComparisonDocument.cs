using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>Two models side by side, as they are written for scripts: first is PREDICTION, second is what it is compared with.</summary>
internal sealed record ComparisonDocument
{
    public required ComparedScore MeanDice { get; init; }

    public required IReadOnlyList<ComparedLabel> Labels { get; init; }

    /// <summary>The mean Dice of every case, from the greatest loss of the first to its greatest gain.</summary>
    public required IReadOnlyList<CaseChange> Cases { get; init; }

    public required IReadOnlyList<string> OnlyInOne { get; init; }

    /// <summary>The document of a comparison.</summary>
    public static ComparisonDocument Of(EvaluationComparison comparison) => new()
    {
        MeanDice = ComparedScore.Of(comparison.MeanDice),
        Labels = [.. comparison.Labels.Select(ComparedLabel.Of)],
        Cases = comparison.Cases,
        OnlyInOne = comparison.OnlyInOne,
    };
}
