using System.Globalization;
using Spectre.Console;
using Vesalius.Analysis.Evaluation;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Evaluation;

/// <summary>An evaluation laid out for people: one case as its labels, several as a summary with the worst cases below.</summary>
internal static class EvaluationReport
{
    private const int WorstShown = 5;

    private static readonly string[] Shown = ["dice", "iou", "sensitivity", "precision", "hd95", "assd"];

    /// <summary>Writes the tables.</summary>
    public static void Show(EvaluationSummary summary, EvaluationOptions options, Host host)
    {
        if (summary.Cases is [var only])
        {
            host.Write(TableOf(only, options));
        }
        else if (summary.Cases.Count > 1)
        {
            host.Write(TableOf(summary, options));
            host.Write("Mean (median) over the cases in which the score is defined.");
            host.Write($"worst first: {string.Join(", ", summary.WorstFirst.Take(WorstShown).Select(one => $"{one.Case} {Number(one.MeanDice)}"))}");
        }

        if (summary.Cases.Count > 0)
        {
            string rest = summary.Failures.Count == 0 ? string.Empty : $"; {summary.Failures.Count} could not be evaluated";
            host.Write($"mean Dice {Number(summary.MeanDice)} over {summary.Cases.Count} case(s){rest}. Profile {options.Profile.Name}; distances in mm.");
        }
    }

    private static Table TableOf(CaseEvaluation one, EvaluationOptions options)
    {
        string[] scores = Columns(one.Labels is [var first, ..] ? first.Scores.Select(score => score.Key) : [], options);
        Table table = NewTable(["label", "reference", "prediction", .. scores.Select(Heading)]);
        foreach (LabelEvaluation entry in one.Labels)
        {
            var values = entry.Scores.ToDictionary();
            table.AddRow(Cells([
                NameOf(entry.Label, entry.Name), $"{entry.Overlap.Reference:N0}", $"{entry.Overlap.Prediction:N0}", .. scores.Select(score => Number(values[score])),
            ]));
        }

        return table;
    }

    private static Table TableOf(EvaluationSummary summary, EvaluationOptions options)
    {
        string[] scores = Columns(summary.Labels is [var first, ..] ? first.Scores : [], options);
        Table table = NewTable(["label", "cases", .. scores.Select(Heading)]);
        foreach (LabelSummary label in summary.Labels)
        {
            Distribution dice = label.Dice;
            table.AddRow(Cells([NameOf(label.Label, label.Name), $"{dice.Defined} of {dice.Cases}", .. scores.Select(score => MeanAndMedian(label[score]))]));
        }

        return table;
    }

    private static string[] Columns(IEnumerable<string> known, EvaluationOptions options) =>
        [.. Shown.Concat(options.TolerancesMm.Select(LabelEvaluation.AgreementName)).Where(known.ToHashSet().Contains)];

    private static Table NewTable(IEnumerable<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)) { Alignment = column == "label" ? Justify.Left : Justify.Right });
        }

        return table;
    }

    private static IEnumerable<Text> Cells(IEnumerable<string> cells) => cells.Select(cell => new Text(cell));

    private static string NameOf(int label, string name) => name == $"label {label}" ? name : $"{label} {name}";

    private static string Heading(string score) => score switch
    {
        "dice" => "Dice",
        "iou" => "IoU",
        "hd95" => "HD95",
        "assd" => "ASSD",
        _ when score.StartsWith("nsd", StringComparison.Ordinal) => $"NSD {score[3..]} mm",
        _ => score,
    };

    private static string MeanAndMedian(Distribution scores) => $"{Number(scores.Mean)} ({Number(scores.Median)})";

    private static string Number(double value) => value switch
    {
        double.NaN => "–",
        double.PositiveInfinity => "∞",
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
