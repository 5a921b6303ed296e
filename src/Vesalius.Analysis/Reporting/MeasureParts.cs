using System.Text.Json;
using static Vesalius.Analysis.Reporting.ResultDocument;

namespace Vesalius.Analysis.Reporting;

/// <summary>What <c>measure --json</c> wrote: sizes of structures and lesions.</summary>
internal static class MeasureParts
{
    public static ReportBlock[] Of(JsonElement document) =>
    [
        new ReportBlock.Table(
            "Volumes, and diameters on the slice where they are longest",
            ["structure", "volume (ml)", "longest × perpendicular (mm)", "3-D diameter (mm)", "sphericity", "centre (x, y, z)"],
            [.. All(document, "structures").SelectMany(Rows)]),
    ];

    private static IEnumerable<string[]> Rows(JsonElement structure) => All(structure, "lesions") is { Length: > 1 } lesions
        ? [Row(structure), .. lesions.Select(Row)] : [Row(structure)];

    private static string[] Row(JsonElement region) =>
    [
        Text(region, "name"), Figures.Of(Number(region, "volumeMl"), 2),
        $"{Figures.Of(Number(region, "longestAxialDiameterMm"), 1)} × {Figures.Of(Number(region, "perpendicularAxialDiameterMm"), 1)}",
        Figures.Of(Number(region, "maximum3DDiameterMm"), 1), Figures.Of(Number(region, "sphericity"), 2), Place(region, "centroid"),
    ];
}
