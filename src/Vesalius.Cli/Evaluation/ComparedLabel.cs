using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>One structure under two models, as it is written for scripts.</summary>
internal sealed record ComparedLabel(int Label, string Name, IReadOnlyDictionary<string, ComparedScore> Scores)
{
    /// <summary>The comparison of one structure.</summary>
    public static ComparedLabel Of(LabelComparison label) =>
        new(label.Label, label.Name, label.Scores.ToDictionary(score => score.Score, ComparedScore.Of));
}
