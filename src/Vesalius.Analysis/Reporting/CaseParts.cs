using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Reporting;

/// <summary>The cases of an evaluation: the worst as pictures, all as a table.</summary>
internal static class CaseParts
{
    private const int MostNamed = 8;

    private static readonly string[] Shown = ["dice", "sensitivity", "precision", "hd95", "assd"];

    public static ReportSection Pictures(EvaluatedModel model, IReadOnlyList<EvaluatedCasePictures> worst) => new(
        model.Summary.Cases.Count == 1 ? "The case" : "Worst cases",
        worst.Count == 0 ? [] : [Intro, Legend(model), .. worst.SelectMany(pictures => OneCase(model, pictures))]);

    public static ReportSection All(EvaluatedModel model)
    {
        LabelSummary[] labels = [.. model.Summary.Labels.Take(12)];
        string rest = labels.Length < model.Summary.Labels.Count
            ? $"; the first {labels.Length} of {model.Summary.Labels.Count} structures are shown" : string.Empty;
        return new ReportSection(
            "All cases",
            model.Summary.Cases.Count < 2 ? Failures(model) :
            [
                .. Failures(model),
                new ReportBlock.Fold($"Dice of {model.Summary.Cases.Count} cases, the worst first", new ReportBlock.Table(
                    $"Dice{rest}",
                    ["case", "mean", .. labels.Select(label => label.Name)],
                    [.. model.Summary.WorstFirst.Select(one => Row(one, labels))])),
            ]);
    }

    private static ReportBlock.Paragraph Intro => new(
        "In each plane the slice with the most voxels that differ. The reference is outlined in white, "
        + "the prediction in the colours of its structures.");

    private static ReportBlock.Key Legend(EvaluatedModel model) => new(
    [
        (new Rgb(86, 180, 233), "missed: only in the reference"),
        (new Rgb(230, 159, 0), "added: only in the prediction"),
        (new Rgb(204, 121, 167), "another structure than in the reference"),
        (new Rgb(255, 255, 255), "outline of the reference"),
        .. model.Summary.Labels.Take(MostNamed).Select(label => (Rgb.ForLabel(label.Label), $"outline of the prediction: {label.Name}")),
    ]);

    private static string[] Row(CaseEvaluation one, LabelSummary[] labels) =>
        [one.Case, Figures.Of(one.MeanDice), .. labels.Select(label => Figures.Of(one.Find(label.Label)?.Dice ?? double.NaN))];

    private static ReportBlock[] Failures(EvaluatedModel model) => model.Summary.Failures.Count == 0
        ? []
        : [new ReportBlock.Table("Could not be evaluated", ["case", "why"],
            [.. model.Summary.Failures.Select(failure => new[] { failure.Case, failure.Problem.Message })])];

    private static IEnumerable<ReportBlock> OneCase(EvaluatedModel model, EvaluatedCasePictures pictures)
    {
        CaseEvaluation? one = model.Summary.Cases.FirstOrDefault(known => known.Case == pictures.Case);
        yield return new ReportBlock.Heading($"{pictures.Case}: mean Dice {Figures.Of(one?.MeanDice ?? double.NaN)}");
        yield return new ReportBlock.Side([.. pictures.Views.Select(view => new ReportBlock.Picture(view.Picture.ToPng(), view.Caption))]);
        if (pictures.Remark is { } remark)
        {
            yield return new ReportBlock.Paragraph(remark);
        }

        LabelEvaluation[] entries =
            [.. one?.Labels.Where(entry => entry.Presence != Presence.Neither).OrderBy(entry => entry.Dice).Take(8) ?? []];
        if (entries.Length > 0)
        {
            string[] scores = [.. Shown.Where(entries[0].Scores.Select(score => score.Key).Contains)];
            yield return new ReportBlock.Table(
                string.Empty,
                ["structure", .. scores.Select(ScoreTitle.WithUnit)],
                [.. entries.Select(entry =>
                    new[] { entry.Name }.Concat(scores.Select(score => Figures.Of(entry.Scores.First(pair => pair.Key == score).Value)))
                    .ToArray())]);
        }
    }
}
