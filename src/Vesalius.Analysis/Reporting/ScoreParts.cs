using System.Text.Json;
using static Vesalius.Analysis.Reporting.ResultDocument;

namespace Vesalius.Analysis.Reporting;

/// <summary>What <c>evaluate --json</c> and <c>train --json</c> wrote: how good it is.</summary>
internal static class ScoreParts
{
    private static readonly string[] Statistics = ["mean", "sd", "median", "min", "max"];

    public static ReportBlock[] Evaluation(JsonElement document) =>
    [
        new ReportBlock.Tiles(
            (Figures.Of(Number(document, "meanDice")), "mean Dice"), ($"{All(document, "cases").Length}", "cases"),
                (Text(document, "profile"), "profile")),
        new ReportBlock.Table(
            "Dice of each structure over the cases",
            ["structure", "cases", "mean", "sd", "median", "least", "greatest"],
            [.. All(document, "summary").Select(label => (string[])
            [
                Text(label, "name"), Figures.Of(Number(label, "defined"), 0),
                .. Statistics.Select(member => Figures.Of(Number(label.GetProperty("dice"), member))),
            ])]),
    ];

    public static ReportBlock[] Training(JsonElement document)
    {
        JsonElement validation = document.GetProperty("validation");
        return validation.ValueKind != JsonValueKind.Object ? [new ReportBlock.Paragraph("The model was not validated.")] :
        [
            new ReportBlock.Tiles(
                (Figures.Of(Number(validation, "meanDice")), "mean Dice on validation scans"),
                (Figures.Of(Number(document, "epochs"), 0), "epochs"),
                    ($"{Figures.Of(Number(document, "seconds") / 60, 1)} min", "training")),
            new ReportBlock.Table(
                "Mean Dice of each structure on whole validation scans",
                ["structure", "Dice"],
                [.. validation.GetProperty("dice").EnumerateObject().Select(one => new[]
                {
                    one.Name, Figures.Of(Number(validation.GetProperty("dice"), one.Name)),
                })]),
        ];
    }
}
