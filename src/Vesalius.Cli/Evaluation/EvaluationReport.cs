using System.Globalization;
using Spectre.Console;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Analysis.Statistics;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Evaluation;

/// <summary>An evaluation laid out for people: one case as its labels, several as a summary with the worst cases below.</summary>
internal static class EvaluationReport
{
    private const int WorstShown = 5;

    private static readonly string[] Shown = ["dice", "iou", "sensitivity", "precision", "hd95", "assd", "clDice", "instanceF1", "instanceDice", "ece"];

    /// <summary>Writes the tables.</summary>
    public static void Show(EvaluationOutcome outcome, Host host)
    {
        (EvaluationSummary summary, EvaluationOptions options) = (outcome.Model.Summary, outcome.Options);
        if (summary.Cases is [var only])
        {
            host.Write(TableOf(only, options));
        }
        else if (summary.Cases.Count > 1)
        {
            host.Write(TableOf(outcome.Model, options));
            double level = 100 * outcome.Model.Intervals.Options.Level;
            host.Write($"Mean (median) over the cases in which the score is defined; Dice with its {level:0.##} % interval.");
            IEnumerable<string> worst = summary.WorstFirst.Take(WorstShown).Select(one => $"{one.Case} {Number(one.MeanDice)}");
            host.Write($"worst first: {string.Join(", ", worst)}");
        }

        if (summary.Cases.Count > 0)
        {
            string rest = summary.Failures.Count == 0 ? string.Empty : $"; {summary.Failures.Count} could not be evaluated";
            string mean = $"{Number(summary.MeanDice)}{Interval(outcome.Model.Intervals.MeanDice)}";
            host.Write($"mean Dice {mean} over {summary.Cases.Count} case(s){rest}. Profile {options.Profile.Name}; distances in mm.");
        }

        if (outcome is { Rival: { } rival, Comparison: { } comparison })
        {
            ComparisonReport.Show(outcome.Model, rival, comparison, host);
        }
    }

    private static Table TableOf(CaseEvaluation one, EvaluationOptions options)
    {
        string[] scores = Columns(one.Labels is [var first, ..] ? first.Scores.Select(score => score.Key) : [], options);
        Table table = NewTable(["label", "reference", "prediction", .. scores.Select(ScoreTitle.Of)]);
        foreach (LabelEvaluation entry in one.Labels)
        {
            var values = entry.Scores.ToDictionary();
            table.AddRow(Cells([
                NameOf(entry.Label, entry.Name), $"{entry.Overlap.Reference:N0}", $"{entry.Overlap.Prediction:N0}",
                    .. scores.Select(score => Number(values[score])),
            ]));
        }

        return table;
    }

    private static Table TableOf(EvaluatedModel model, EvaluationOptions options)
    {
        EvaluationSummary summary = model.Summary;
        string[] scores = Columns(summary.Labels is [var first, ..] ? first.Scores : [], options);
        Table table = NewTable(["label", "cases", "Dice", "interval", .. scores.Skip(1).Select(ScoreTitle.Of)]);
        foreach (LabelSummary label in summary.Labels)
        {
            Distribution dice = label.Dice;
            string interval = Interval(model.Intervals.Of(label.Label, "dice").Mean).TrimStart();
            table.AddRow(Cells(
                [NameOf(label.Label, label.Name), $"{dice.Defined} of {dice.Cases}", MeanAndMedian(dice), interval,
                    .. scores.Skip(1).Select(score => MeanAndMedian(label[score]))]));
        }

        return table;
    }

    private static string[] Columns(IEnumerable<string> known, EvaluationOptions options) =>
        [.. Shown.Concat(options.TolerancesMm.Select(LabelEvaluation.AgreementName)).Where(known.ToHashSet().Contains)];

    internal static Table NewTable(IEnumerable<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)) { Alignment = column == "label" ? Justify.Left : Justify.Right });
        }

        return table;
    }

    internal static IEnumerable<Text> Cells(IEnumerable<string> cells) => cells.Select(cell => new Text(cell));

    internal static string NameOf(int label, string name) => name == $"label {label}" ? name : $"{label} {name}";

    internal static string Interval(ConfidenceInterval interval) => interval.IsDefined
        ? $" [{Number(interval.Lower)}, {Number(interval.Upper)}]" : string.Empty;

    private static string MeanAndMedian(Distribution scores) => $"{Number(scores.Mean)} ({Number(scores.Median)})";

    internal static string Number(double value) => value switch
    {
        double.NaN => "–",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
