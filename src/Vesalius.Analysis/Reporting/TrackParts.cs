using System.Text.Json;
using Vesalius.Analysis.Tracking.Response;
using static Vesalius.Analysis.Reporting.ResultDocument;

namespace Vesalius.Analysis.Reporting;

/// <summary>What <c>track --json</c> wrote: the response with its numbers, the lesions, the curve.</summary>
internal static class TrackParts
{
    public static ReportBlock[] Of(JsonElement document)
    {
        JsonElement[] visits = All(document, "visits"), lesions = All(document, "lesions");
        JsonElement[] assessments = All(document.GetProperty("recist"), "visits");
        string[] names = [.. visits.Select(visit => Text(visit, "name"))];
        return
        [
            new ReportBlock.Tiles(
                (assessments.Length > 0 ? Response(assessments[^1]) : "–", "RECIST 1.1, last visit"),
                ($"{Figures.Of(assessments.Length > 0 ? Number(assessments[^1], "sum") : double.NaN, 1)} mm", "sum of target diameters"),
                ($"{Figures.Of(visits.Length > 0 ? Number(visits[^1], "totalVolumeMl") : double.NaN, 1)} ml", "all lesions, last visit")),
            new ReportBlock.Table(
                "RECIST 1.1 at each visit, and what decided",
                ["visit", "date", "sum (mm)", "from baseline", "from nadir", "response", "why"],
                [.. assessments.Zip(visits, (one, visit) => new[]
                {
                    Text(visit, "name"), Text(visit, "date"), Figures.Of(Number(one, "sum"), 1), Percent(Number(one, "fromBaseline")),
                    Percent(Number(one, "fromNadir")), Response(one), Text(one, "reason"),
                })]) { IsText = true },
            new ReportBlock.Table(
                "Volume in ml, and below it the diameters on a slice in mm; T marks targets",
                ["lesion", .. names],
                [.. lesions.Select(lesion => (string[])[Name(lesion), .. All(lesion, "visits").Select(Cell)])]),
            new ReportBlock.Drawing(
                new LineChart(new PlotSeries(
                    "all lesions (ml)", [.. visits.Select((visit, i) => (Day(visit, i), Number(visit, "totalVolumeMl")))]))
                {
                    Title = "Volume over time", XTitle = visits.All(visit => double.IsFinite(Number(visit, "day"))) ? "days" : "visit",
                        YTitle = "ml",
                },
                "Volume of all lesions together"),
        ];
    }

    private static double Day(JsonElement visit, int index) => Number(visit, "day") is var day && double.IsFinite(day) ? day : index + 1;

    private static string Name(JsonElement lesion) => $"{Number(lesion, "id")} {Text(lesion, "name")}"
        + (lesion.TryGetProperty("target", out JsonElement target) && target.ValueKind == JsonValueKind.True ? " T" : string.Empty);

    private static string Cell(JsonElement point)
    {
        string state = Text(point, "state"), size = $"{Figures.Of(Number(point, "volumeMl"), 2)}";
        string diameters = $"{Figures.Of(Number(point, "longestAxialDiameterMm"), 1)} × {Figures.Of(Number(point, "perpendicularAxialDiameterMm"), 1)}";
        return Number(point, "volumeMl") > 0
            ? $"{size}{(state is "persisting" or "baseline" ? string.Empty : " " + Words(state))}\n{diameters}"
            : state == "notYet" ? string.Empty : Words(state);
    }

    private static string Response(JsonElement assessment) =>
        Enum.TryParse(Text(assessment, "overall"), ignoreCase: true, out ResponseCategory category) ? TimelineReport.Name(category) : "–";

    private static string Percent(double fraction) => double.IsNaN(fraction) ? "–" : Figures.Signed(100 * fraction, 1) + " %";
}
