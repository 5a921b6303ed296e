using System.Globalization;
using Spectre.Console;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Evaluation;

/// <summary>Two models laid out side by side for people.</summary>
internal static class ComparisonReport
{
    private static readonly string[] Shown = ["dice", "hd95", "assd"];

    /// <summary>Writes the table and a line on all structures together.</summary>
    public static void Show(EvaluatedModel first, EvaluatedModel second, EvaluationComparison comparison, Host host)
    {
        host.Write($"compared with {second.Name}: first is {first.Name}, second the other; differences are first − second.");
        Table table = EvaluationReport
            .NewTable(["label", "score", "pairs", "first", "second", "difference", "interval", "better", "worse", "p", "p (Holm)"]);
        foreach (LabelComparison label in comparison.Labels)
        {
            foreach (ScoreComparison one in Shown.Select(label.Find).OfType<ScoreComparison>())
            {
                table.AddRow(EvaluationReport
                    .Cells([EvaluationReport.NameOf(label.Label, label.Name), ScoreTitle.Of(one.Score), .. Figures(one),
                    Probability(one.AdjustedPValue)]));
            }
        }

        table.AddRow(EvaluationReport.Cells(["mean Dice of a case", string.Empty, .. Figures(comparison.MeanDice), string.Empty]));
        host.Write(table);
    }

    private static string[] Figures(ScoreComparison one) =>
    [
        $"{one.Pairs}", EvaluationReport.Number(one.FirstMean), EvaluationReport.Number(one.SecondMean), Difference(one.MeanDifference),
        one.Interval.IsDefined ? $"[{Difference(one.Interval.Lower)}, {Difference(one.Interval.Upper)}]"
            : string.Empty, $"{one.FirstBetter}", $"{one.SecondBetter}", Probability(one.Test.PValue),
    ];

    /// <summary>A digit more than scores have, since models mostly differ by less than scores do; zero has no sign.</summary>
    private static string Difference(double value) => double.IsFinite(value)
        ? (Math.Round(value, 4) + 0.0).ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture)
        : EvaluationReport.Number(value);

    private static string Probability(double p) => p < 0.001 ? "<0.001" : EvaluationReport.Number(p);
}
