using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Reporting;

/// <summary>The figures of an evaluation: the few that matter, and the table of structures.</summary>
internal static class SummaryParts
{
    private static readonly string[] Distances = ["hd95", "assd"];

    public static ReportSection Of(EvaluatedModel model, EvaluationOptions options)
    {
        string level = $"{100 * model.Intervals.Options.Level:0.##} %";
        return new ReportSection(
            "Summary",
            new ReportBlock.Tiles(Tiles(model)),
            new ReportBlock.Table(
                $"{(Columns(model, options).Length == 1 ? "Mean of Dice" : "Mean of Dice and NSD, median of distances, each")} with its {level} interval over cases",
                ["structure", "cases", .. Columns(model, options).Select(ScoreTitle.WithUnit), "missed", "invented"],
                [.. model.Summary.Labels.Select(label => Row(label, model, options))]),
            new ReportBlock.Fold("All scores", [.. model.Summary.Labels.Select(label => AllScores(label, model.Intervals))]));
    }

    /// <summary>The scores that are shown first, as far as the profile has them.</summary>
    public static string[] Columns(EvaluatedModel model, EvaluationOptions options)
    {
        HashSet<string> known = [.. model.Summary.Labels.SelectMany(label => label.Scores)];
        return [.. Distances.Prepend("dice").Concat(options.TolerancesMm.Select(LabelEvaluation.AgreementName)).Where(known.Contains)];
    }

    private static (string, string)[] Tiles(EvaluatedModel model)
    {
        EvaluationSummary summary = model.Summary;
        CaseEvaluation? worst = summary.WorstFirst.FirstOrDefault();
        int missed = summary.Labels.Sum(label => label.Count(Presence.OnlyReference));
        return
        [
            (Figures.Of(summary.MeanDice), $"mean Dice {Figures.Of(model.Intervals.MeanDice)}"),
            ($"{summary.Cases.Count}", model.Intervals.Groups == summary.Cases.Count ? "cases"
                : $"cases of {model.Intervals.Groups} groups"),
            .. worst is null ? [] : new[] { (Figures.Of(worst.MeanDice), $"worst case, {worst.Case}") },
            ($"{missed}", "structures missed altogether"),
        ];
    }

    private static string[] Row(LabelSummary label, EvaluatedModel model, EvaluationOptions options) =>
    [
        label.Name,
        label.Dice.Defined == label.Cases.Count ? $"{label.Cases.Count}" : $"{label.Dice.Defined} of {label.Cases.Count}",
        .. Columns(model, options).Select(score => Cell(label, score, model.Intervals)),
        $"{label.Count(Presence.OnlyReference)}",
        $"{label.Count(Presence.OnlyPrediction)}",
    ];

    private static string Cell(LabelSummary label, string score, SummaryIntervals intervals)
    {
        Distribution spread = label[score];
        ScoreInterval interval = intervals.Of(label.Label, score);
        return Distances.Contains(score) ? Figures.With(spread.Median, interval.Median, 2) : Figures.With(spread.Mean, interval.Mean);
    }

    private static ReportBlock.Table AllScores(LabelSummary label, SummaryIntervals intervals) => new(
        label.Name,
        ["score", "cases", "mean", "interval", "sd", "median", "interval", "quartiles", "least", "greatest"],
        [.. label.Scores.Select(score => Row(score, label[score], intervals.Of(label.Label, score)))]);

    private static string[] Row(string score, Distribution spread, ScoreInterval interval) =>
    [
        ScoreTitle.WithUnit(score), $"{spread.Defined}", Figures.Of(spread.Mean), Figures.Of(interval.Mean),
            Figures.Of(spread.StandardDeviation),
        Figures.Of(spread.Median), Figures.Of(interval.Median), $"{Figures.Of(spread.LowerQuartile)} – {Figures.Of(spread.UpperQuartile)}",
        Figures.Of(spread.Minimum), Figures.Of(spread.Maximum),
    ];
}
