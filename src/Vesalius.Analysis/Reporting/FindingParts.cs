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
        return rows.Length == 0 ? [new ReportBlock.Paragraph("Nothing was found.")] :
        [
            new ReportBlock.Table(
                $"Findings at a probability of {Number(document, "threshold")} and above{more}",
                ["image", "structure", "score", "size", "centre (pixel)"],
                [.. rows.Take(MostRows)]),
        ];
    }

    public static ReportBlock[] Predictions(JsonElement document) =>
    [
        new ReportBlock.Table(
            $"Segmented with {Path.GetFileName(ModelOf(document))}",
            ["scan", "labels", "problem"],
            [.. All(document, "cases")
                .Select(one => new[] { Text(one, "case"), Path.GetFileName(Text(one, "output")), Text(one, "error") })]) { IsText = true },
    ];

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
