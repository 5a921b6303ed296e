namespace Vesalius.Analysis.Evaluation;

/// <summary>How well one structure was segmented over several cases.</summary>
/// <param name="Label">The label value.</param>
/// <param name="Name">What the structure is called.</param>
/// <param name="Cases">Its entry in every case that was evaluated for it.</param>
public sealed record LabelSummary(int Label, string Name, IReadOnlyList<LabelEvaluation> Cases)
{
    /// <summary>Dice over the cases.</summary>
    public Distribution Dice => this["dice"];

    /// <summary>The names of the scores there are, in the order of tables.</summary>
    public IReadOnlyList<string> Scores => Cases.Count == 0 ? [] : [.. Cases[0].Scores.Select(score => score.Key)];

    /// <summary>
    /// A score over the cases, by its name. Where the structure is in neither mask, an infinite distance counts as undefined here: nothing
    /// was missed.
    /// </summary>
    /// <exception cref="ArgumentException">There is no score of this name.</exception>
    public Distribution this[string score] => Scores.Contains(score)
        ? Distribution.Of(Cases.Select(entry => Counted(entry, score)))
        : throw new ArgumentException($"There is no score '{score}'; there are: {string.Join(", ", Scores)}.", nameof(score));

    /// <summary>In how many cases the structure is in neither mask, in one, or in both.</summary>
    public int Count(Presence presence) => Cases.Count(entry => entry.Presence == presence);

    /// <summary>A score of one case as it counts in a summary; NaN when it does not.</summary>
    internal static double Counted(LabelEvaluation entry, string score)
    {
        double value = entry.Scores.FirstOrDefault(pair => pair.Key == score, new(score, double.NaN)).Value;
        return entry.Presence == Presence.Neither && double.IsInfinity(value) ? double.NaN : value;
    }
}
