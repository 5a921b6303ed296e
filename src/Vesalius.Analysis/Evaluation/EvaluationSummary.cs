namespace Vesalius.Analysis.Evaluation;

/// <summary>How well a set of cases was segmented.</summary>
/// <param name="Cases">The cases that were evaluated, in the order of their names.</param>
/// <param name="Failures">The cases that could not be evaluated, and why. They are in no figure below.</param>
public sealed record EvaluationSummary(IReadOnlyList<CaseEvaluation> Cases, IReadOnlyList<CaseFailure> Failures)
{
    /// <summary>One summary per structure, ascending by label value.</summary>
    public IReadOnlyList<LabelSummary> Labels { get; } =
    [
        .. Cases.SelectMany(one => one.Labels).GroupBy(entry => entry.Label).OrderBy(group => group.Key)
            .Select(group => new LabelSummary(group.Key, group.First().Name, [.. group])),
    ];

    /// <summary>
    /// The mean over structures of each structure's mean Dice, so that a frequent structure does not outweigh a rare one. Structures whose
    /// Dice is undefined in every case are left out; NaN when none is left.
    /// </summary>
    public double MeanDice => Distribution.Of(Labels.Select(label => label.Dice.Mean)).Mean;

    /// <summary>The cases from the worst mean Dice to the best; cases without a defined Dice come last.</summary>
    public IEnumerable<CaseEvaluation> WorstFirst =>
        Cases.OrderBy(one => double.IsNaN(one.MeanDice)).ThenBy(one => one.MeanDice).ThenBy(one => one.Case, StringComparer.Ordinal);

    /// <summary>
    /// One score of one structure in every case that was evaluated for it, under the name of the case; undefined where <see
    /// cref="LabelSummary"/>
    /// leaves it out.
    /// </summary>
    /// <param name="label">The label value.</param>
    /// <param name="score">The name of the score.</param>
    public IEnumerable<(string Case, double Score)> ScoresOf(int label, string score) =>
        from one in Cases
        let entry = one.Find(label)
        where entry is not null
        select (one.Case, LabelSummary.Counted(entry, score));
}
