using System.Text.Json;
using static Vesalius.Analysis.Reporting.ResultDocument;

namespace Vesalius.Analysis.Reporting;

/// <summary>What <c>detect --json</c> and <c>predict --json</c> wrote: findings, and which scans were segmented.</summary>
internal static class FindingParts
{
    private const int MostRows = 200;

    public static ReportBlock[] Of(JsonElement document)
    {
        string[][] rows = [.. All(document, "cases").SelectMany(one => All(one, "structures")
            .SelectMany(structure =>
                All(structure, "findings").Select(finding => Row(Text(one, "case"), Text(structure, "name"), finding))))];
        string more = rows.Length > MostRows ? $"; the first {MostRows} of {rows.Length}" : string.Empty;
        ReportBlock found = rows.Length == 0 ? new ReportBlock.Paragraph("Nothing was found.")
            : new ReportBlock.Table(
                $"Findings at a probability of {Number(document, "threshold")} and above{more}",
                ["image", "structure", "score", "size", "centre (mm)"],
                [.. rows.Take(MostRows)]);
        return [found, .. Evaluation(All(document, "evaluation"))];
    }

    public static ReportBlock[] Predictions(JsonElement document) =>
    [
        new ReportBlock.Table(
            $"Segmented with {Path.GetFileName(ModelOf(document))}",
            ["scan", "labels", "problem"],
            [.. All(document, "cases")
                .Select(one => new[] { Text(one, "case"), Path.GetFileName(Text(one, "output")), Text(one, "error") })]) { IsText = true },
    ];

    /// <summary>How good the findings of each structure are: a table, and the sensitivity over false findings by a criterion.</summary>
    private static IEnumerable<ReportBlock> Evaluation(JsonElement[] structures)
    {
        if (structures.Length == 0)
        {
            yield break;
        }

        yield return new ReportBlock.Heading("Against the references");
        yield return new ReportBlock.Table(
            "95 % bootstrap intervals over cases or patients; sensitivity at one false finding per image",
            ["structure", "criterion", "images with it", "references", "AUROC", "average precision", "sensitivity", "greatest"],
            [.. structures.SelectMany(one => All(one, "criteria").Select(by => (string[])
            [
                Text(one, "name"), Text(by, "criterion"), $"{Figures.Of(Number(one, "positiveImages"), 0)} of {Figures.Of(Number(one, "images"), 0)}",
                Figures.Of(Number(one, "references"), 0), WithInterval(one.GetProperty("auroc")), WithInterval(by.GetProperty("averagePrecision")),
                WithInterval(AtOneFalse(by)), Figures.Of(Number(by, "greatestSensitivity")),
            ]))]);
        foreach (JsonElement[] some in structures.Chunk(Plot.Colors.Length))
        {
            JsonElement first = All(some[0], "criteria")[0];
            var chart = new LineChart([.. some.Select(one => new PlotSeries(
                Text(one, "name"),
                [.. All(All(one, "criteria")[0], "froc").Select(at => (Number(at, "falsePerImage"), Number(at.GetProperty("sensitivity"), "value")))]))])
            {
                Title = "FROC", XTitle = "false findings per image", YTitle = "sensitivity",
            };
            yield return new ReportBlock.Drawing(chart, $"FROC by {Text(first, "criterion")}");
        }
    }

    private static JsonElement AtOneFalse(JsonElement criterion) =>
        All(criterion, "froc").First(at => Number(at, "falsePerImage") == 1).GetProperty("sensitivity");

    private static string WithInterval(JsonElement figure)
    {
        (double lower, double upper) = (Number(figure, "lower"), Number(figure, "upper"));
        return Figures.Of(Number(figure, "value")) + (double.IsNaN(lower) ? string.Empty : $"\n[{Figures.Of(lower)}, {Figures.Of(upper)}]");
    }

    // Sizes are mm² of planar findings, which have contours, and mm³ of others. Photographs do not tell how large their pixels are.
    private static string[] Row(string image, string structure, JsonElement finding)
    {
        bool isPlanar = finding.TryGetProperty("contours", out JsonElement contours) && contours.ValueKind == JsonValueKind.Array;
        double size = Number(finding, "size");
        string shown = !isPlanar ? $"{Figures.Of(size / 1000, 2)} ml"
            : Figures.Of(size, 0) + (size == Number(finding, "pixels") ? " pixels" : " mm²");
        return [image, structure, Figures.Of(Number(finding, "score"), 2), shown, Place(finding, "centroid")];
    }
}
