using System.Text.Json;
using static Vesalius.Analysis.Reporting.ResultDocument;

namespace Vesalius.Analysis.Reporting;

/// <summary>What <c>margin --json</c> wrote: the margins with their places, and what a cut leaves.</summary>
internal static class MarginParts
{
    public static ReportBlock[] Of(JsonElement document)
    {
        JsonElement target = document.GetProperty("target"), uncertainty = document.GetProperty("uncertainty");
        (string Name, JsonElement Margin)[] margins = [.. Margins(document)];
        return
        [
            new ReportBlock.Tiles(
                (Text(target, "name"), "target"),
                ($"{Figures.Of(Number(target, "volumeMl"), 2)} ml", "volume of the target"),
                ($"± {Figures.Of(Number(uncertainty, "worstMm"), 1)} mm", "uncertainty of a margin at worst")),
            new ReportBlock.Table(
                "From the target's surface to others, in mm; negative where the target reaches beyond",
                ["to", "least", "5 % of the area", "median", "at (x, y, z)"],
                [.. margins.Select(one => new[]
                {
                    one.Name, Mm(one.Margin, "minimumMm"), Mm(one.Margin, "percentile5Mm"), Mm(one.Margin, "medianMm"),
                        Place(one.Margin, "at"),
                })]),
            .. Cuts(document),
        ];
    }

    private static IEnumerable<(string Name, JsonElement Margin)> Margins(JsonElement document)
    {
        foreach ((string member, string name) in new[] { ("ablation", "ablation zone"), ("resection", "cut of the specimen"),
            ("plane", "cut plane") })
        {
            if (Member(document, member) is { } part && Member(part, "margin") is { } margin)
            {
                yield return (name, margin);
            }
        }

        if (Member(document, "capsule") is { } capsule)
        {
            yield return ("organ's surface", capsule);
        }

        foreach (JsonElement structure in All(document, "structures"))
        {
            yield return (Text(structure, "name"), structure.GetProperty("distance"));
        }
    }

    private static IEnumerable<ReportBlock> Cuts(JsonElement document)
    {
        (string Name, JsonElement? Cut)[] cuts = [("specimen", Member(document, "resection")), ("plane", Member(document, "plane"))];
        return cuts.All(cut => cut.Cut is null) ? [] :
        [
            new ReportBlock.Table(
                "What a cut leaves of the organ",
                ["cut", "organ (ml)", "removed (ml)", "remnant (ml)", "remnant (%)"],
                [.. cuts.Where(cut => cut.Cut is not null).Select(cut => new[]
                {
                    cut.Name, Mm(cut.Cut!.Value, "organMl"), Mm(cut.Cut.Value, "resectedMl"), Mm(cut.Cut.Value, "remnantMl"),
                    Figures.Of(100 * Number(cut.Cut.Value, "remnantShare"), 1),
                })]),
        ];
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string Mm(JsonElement element, string member) => Figures.Of(Number(element, member), 1);
}
