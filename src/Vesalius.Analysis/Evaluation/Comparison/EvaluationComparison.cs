using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Two models judged on the same cases, case by case: a difference that is small against the spread between patients may still be there in
/// nearly every one of them, and only pairs show it.
/// </summary>
public sealed record EvaluationComparison
{
    private EvaluationComparison()
    {
    }

    /// <summary>One entry per structure that both evaluations have, ascending by label value.</summary>
    public required IReadOnlyList<LabelComparison> Labels { get; init; }

    /// <summary>The mean Dice of each case under both models, compared; not adjusted, as it is a single question.</summary>
    public required ScoreComparison MeanDice { get; init; }

    /// <summary>
    /// The cases that both models have a mean Dice for, from the greatest loss of the first model against the second to its greatest gain.
    /// </summary>
    public required IReadOnlyList<CaseChange> Cases { get; init; }

    /// <summary>The names of cases that only one of the evaluations has; they are in no figure.</summary>
    public required IReadOnlyList<string> OnlyInOne { get; init; }

    /// <summary>How the intervals were made.</summary>
    public required BootstrapOptions Options { get; init; }

    /// <summary>Compares two evaluations of the same cases.</summary>
    /// <param name="first">The model in question.</param>
    /// <param name="second">What it is compared with.</param>
    /// <param name="groupOf">The group of each case, by its name. Null when every case stands for itself.</param>
    /// <param name="options">How intervals are made; the defaults when null.</param>
    /// <exception cref="ArgumentException">The evaluations have no case in common.</exception>
    public static EvaluationComparison Of(
        EvaluationSummary first, EvaluationSummary second, Func<string, string>? groupOf = null, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        options ??= BootstrapOptions.Default;
        groupOf ??= name => name;
        var pairs = new PairedEvaluations(first, second);
        PairedScores[] overall = [.. pairs.MeanDice()];
        return new EvaluationComparison
        {
            Labels = Adjusted([.. pairs.Labels().AsParallel().AsOrdered().Select(label => Compare(label, pairs, groupOf, options))]),
            MeanDice = ScoreComparison.Of("dice", overall, groupOf, options),
            Cases = [.. overall.Where(pair => !double.IsNaN(pair.Difference)).OrderBy(pair => pair.Difference)
                .ThenBy(pair => pair.Case, StringComparer.Ordinal)
                .Select(pair => new CaseChange(pair.Case, pair.First, pair.Second))],
            OnlyInOne = pairs.OnlyInOne,
            Options = options,
        };
    }

    private static LabelComparison Compare(LabelSummary label, PairedEvaluations pairs, Func<string, string> groupOf,
        BootstrapOptions options) =>
        new(label.Label, label.Name,
            [.. pairs.ScoresOf(label).Select(score => ScoreComparison.Of(score, [.. pairs.Of(label.Label, score)], groupOf, options))]);

    /// <summary>The same with each score's probabilities adjusted over the structures.</summary>
    private static LabelComparison[] Adjusted(LabelComparison[] labels)
    {
        var adjusted = new Dictionary<(int Label, string Score), double>();
        foreach (string score in labels.SelectMany(label => label.Scores.Select(one => one.Score)).Distinct())
        {
            LabelComparison[] asked = [.. labels.Where(label => label.Find(score) is not null)];
            IReadOnlyList<double> values = HolmCorrection.Adjust([.. asked.Select(label => label.Find(score)!.Test.PValue)]);
            for (int i = 0; i < asked.Length; i++)
            {
                adjusted[(asked[i].Label, score)] = values[i];
            }
        }

        return [.. labels.Select(label => label with
        {
            Scores = [.. label.Scores.Select(one => one with { AdjustedPValue = adjusted[(label.Label, one.Score)] })],
        })];
    }
}
