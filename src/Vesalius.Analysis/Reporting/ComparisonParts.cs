using Vesalius.Analysis.Evaluation;

namespace Vesalius.Analysis.Reporting;

/// <summary>Two models on the same cases.</summary>
internal static class ComparisonParts
{
    private const double Level = 0.05;
    private const int Extremes = 5, Decimals = 4;

    private static readonly string[] Shown = ["dice", "hd95", "assd", "nsd"];

    public static ReportSection Of(EvaluatedModel first, EvaluatedModel second, EvaluationComparison comparison) => new(
        $"Compared with {second.Name}",
        new ReportBlock.Paragraph(Verdict(comparison)),
        new ReportBlock.Table(
            "Means over the cases that have the score under both; the difference is first − second, with its interval; "
                + "better and worse count the cases of the first",
            ["structure", "score", "cases", "first", "second", "difference", "better", "worse", "p", "p (Holm)"],
            [.. Rows(comparison)]),
        new ReportBlock.Drawing(
            new RowPlot([.. comparison.Labels.Select(label => (label.Name, Differences(first, second, label.Label)))])
            {
                Title = "Difference of Dice by structure", XTitle = "difference of Dice, first − second", Neutral = 0,
            },
            "Each case: right of the line the first is better, left of it the second."),
        new ReportBlock.Side(
            Table("The greatest losses of the first", comparison.Cases.Where(change => change.Difference < 0).Take(Extremes)),
            Table("The greatest gains of the first", comparison.Cases.Reverse().Where(change => change.Difference > 0).Take(Extremes))),
        new ReportBlock.Paragraph(
            "p: Wilcoxon's signed-rank test over pairs (over groups, where cases belong together). "
            + "Holm: adjusted for the structures compared by the same score. "
            + "A small p says that a difference is there, not that it is large: look at the interval."));

    private static string Verdict(EvaluationComparison comparison)
    {
        ScoreComparison dice = comparison.MeanDice;
        string interval = dice.Interval.IsDefined ? $", interval {Figures.Of(dice.Interval, Decimals)}" : string.Empty;
        string verdict = dice.Test.PValue < Level
            ? $"The {(dice.MeanDifference > 0 ? "first" : "second")} is better by more than chance explains"
            : "These cases do not tell the two apart";
        return $"{verdict}: mean Dice {Figures.Of(dice.FirstMean)} against {Figures.Of(dice.SecondMean)}, "
            + $"difference {Figures.Signed(dice.MeanDifference, Decimals)}{interval}, p {Equal(dice.Test.PValue)} over {dice.Pairs} cases; "
            + $"the first is better in {dice.FirstBetter}, the second in {dice.SecondBetter}.";
    }

    private static string Equal(double p) => p < 0.001 ? Figures.Probability(p) : $"= {Figures.Probability(p)}";

    private static IEnumerable<string[]> Rows(EvaluationComparison comparison) =>
        from label in comparison.Labels
        from one in label.Scores
        where Shown.Any(name => one.Score == name || (name == "nsd" && one.Score.StartsWith(name, StringComparison.Ordinal)))
        select new[]
        {
            label.Name, ScoreTitle.WithUnit(one.Score), one.Unpaired == 0 ? $"{one.Pairs}" : $"{one.Pairs}\n{one.Unpaired} left out",
            Figures.Of(one.FirstMean), Figures.Of(one.SecondMean),
            $"{Figures.Signed(one.MeanDifference, Decimals)}\n{Figures.Of(one.Interval, Decimals)}".TrimEnd(),
            $"{one.FirstBetter}", $"{one.SecondBetter}", Figures.Probability(one.Test.PValue), Figures.Probability(one.AdjustedPValue),
        };

    private static double[] Differences(EvaluatedModel first, EvaluatedModel second, int label)
    {
        var others = second.Summary.ScoresOf(label, "dice").ToDictionary(one => one.Case, one => one.Score, StringComparer.Ordinal);
        return [.. first.Summary.ScoresOf(label, "dice").Where(one => others.ContainsKey(one.Case))
            .Select(one => one.Score - others[one.Case])];
    }

    private static ReportBlock.Table Table(string caption, IEnumerable<CaseChange> changes) => new(
        caption,
        ["case", "first", "second", "difference"],
        [.. changes.Select(change =>
            new[] { change.Case, Figures.Of(change.First), Figures.Of(change.Second), Figures.Signed(change.Difference) })
            .DefaultIfEmpty(["none"])]);
}
