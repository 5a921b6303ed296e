namespace Vesalius.Analysis.Evaluation;

/// <summary>The cases that two evaluations have in common, and their scores side by side.</summary>
internal sealed class PairedEvaluations
{
    private readonly EvaluationSummary first, second;
    private readonly HashSet<string> shared;

    public PairedEvaluations(EvaluationSummary first, EvaluationSummary second)
    {
        this.first = first;
        this.second = second;
        string[] ours = [.. first.Cases.Select(one => one.Case)], theirs = [.. second.Cases.Select(one => one.Case)];
        shared = [.. ours.Intersect(theirs, StringComparer.Ordinal)];
        OnlyInOne = [.. ours.Concat(theirs).Where(name => !shared.Contains(name)).Order(StringComparer.Ordinal)];
        if (shared.Count == 0)
        {
            throw new ArgumentException("Two evaluations are compared case by case; these have no case in common.", nameof(second));
        }
    }

    /// <summary>The cases that one of them has not.</summary>
    public IReadOnlyList<string> OnlyInOne { get; }

    /// <summary>The structures that both have.</summary>
    public IEnumerable<LabelSummary> Labels() => first.Labels.Where(label => second.Labels.Any(other => other.Label == label.Label));

    /// <summary>The scores that a structure has under both.</summary>
    public IEnumerable<string> ScoresOf(LabelSummary label) =>
        label.Scores.Intersect(second.Labels.First(other => other.Label == label.Label).Scores, StringComparer.Ordinal);

    /// <summary>One score of one structure, side by side.</summary>
    public IEnumerable<PairedScores> Of(int label, string score)
    {
        var others = second.ScoresOf(label, score).ToDictionary(one => one.Case, one => one.Score, StringComparer.Ordinal);
        return first.ScoresOf(label, score).Where(one => others.ContainsKey(one.Case))
            .Select(one => new PairedScores(one.Case, one.Score, others[one.Case]));
    }

    /// <summary>The mean Dice of each case, side by side.</summary>
    public IEnumerable<PairedScores> MeanDice()
    {
        var others = second.Cases.ToDictionary(one => one.Case, one => one.MeanDice, StringComparer.Ordinal);
        return first.Cases.Where(one => shared.Contains(one.Case))
            .Select(one => new PairedScores(one.Case, one.MeanDice, others[one.Case]));
    }
}
