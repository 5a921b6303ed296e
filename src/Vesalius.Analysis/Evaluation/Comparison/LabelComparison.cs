namespace Vesalius.Analysis.Evaluation;

/// <summary>One structure under two models.</summary>
/// <param name="Label">The label value.</param>
/// <param name="Name">What the structure is called.</param>
/// <param name="Scores">One comparison per score that both models have.</param>
public sealed record LabelComparison(int Label, string Name, IReadOnlyList<ScoreComparison> Scores)
{
    /// <summary>The comparison of a score, or null.</summary>
    public ScoreComparison? Find(string score) => Scores.FirstOrDefault(comparison => comparison.Score == score);
}
