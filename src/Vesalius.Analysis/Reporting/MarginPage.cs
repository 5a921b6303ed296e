using System.Globalization;
using System.Text.Json;
using Vesalius.Analysis.Planning;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Reporting;

/// <summary>A page on the margins of one target: the least one with its place, how the margin runs over the surface, coverage,
/// structures, remnant.</summary>
/// <param name="Plan">The margins.</param>
/// <param name="Options">What was asked for.</param>
public sealed record MarginPage(MarginPlan Plan, MarginOptions Options)
{
    /// <summary>The page's heading.</summary>
    public string Title { get; init; } = "Margins";

    /// <summary>The place of the least margin in three planes, or more pictures of it.</summary>
    public IReadOnlyList<(ReadOnlyMemory<byte> Png, string Caption)> Pictures { get; init; } = [];

    /// <summary>Surfaces to turn: the target in the colours of its margins, the structures around it.</summary>
    public IReadOnlyList<ModelPart> Surfaces { get; init; } = [];

    /// <summary>The numbers for programs; they are put into the page under the id <c>margin</c>. Null for none.</summary>
    public JsonElement? Numbers { get; init; }

    /// <summary>Lines for the end of the page: which files, by which version.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>The page.</summary>
    public ReportPage ToPage() => new(
        Title,
        [
            .. new[] { Summary(), Ablation(), Structures(), Resections(), Conventions() }.Where(section => section.Blocks.Count > 0),
        ])
    {
        Lead = $"{Plan.Target.Name}: {Text(Plan.VolumeMl, "0.00")} ml. Least margin {Least(Plan.Decisive)}, known to ± {Text(Plan.UncertaintyMm)} mm at worst.",
    };

    private static string Text(double number, string format = "0.0") =>
        double.IsNaN(number) ? "–" : number.ToString(format, CultureInfo.InvariantCulture);

    private static string Least(SurfaceMargin? margin) => margin?.Minimum is { } place ? $"{Text(place.Mm)} mm" : "not measured";

    private static string At(WorldPoint point) => $"({Text(point.X)}, {Text(point.Y)}, {Text(point.Z)})";

    private static string Bounds(MarginBin bin) =>
        double.IsInfinity(bin.FromMm) ? $"below {bin.ToMm:0.#} mm" : double.IsInfinity(bin.ToMm) ? $"{bin.FromMm:0.#} mm and above"
            : $"{bin.FromMm:0.#} to {bin.ToMm:0.#} mm";

    private static ReportBlock.Drawing Curve(string name, string caption, IEnumerable<(double X, double Y)> points,
        (string X, string Y) titles) =>
        new(new LineChart(new PlotSeries(name, [.. points])) { Title = caption, XTitle = titles.X, YTitle = titles.Y }, caption);

    private ReportSection Summary()
    {
        var blocks = new List<ReportBlock>
        {
            new ReportBlock.Tiles(
                (Least(Plan.Decisive), "least margin"),
                ($"{Text(Plan.Decisive?.Percentile(0.5) ?? double.NaN)} mm", "median margin by area"),
                ($"{Text(Plan.VolumeMl, "0.00")} ml", "volume of the target"),
                ($"± {Text(Plan.UncertaintyMm)} mm", "uncertainty at worst")),
        };
        if (Plan.Decisive is { Minimum: { } place } margin)
        {
            blocks.Add(new ReportBlock.Paragraph(
                $"The least margin lies at {At(place.OnTarget)} mm in the patient (LPS+), towards {At(place.OnOther)}."));
            blocks.Add(new ReportBlock.Side([.. Pictures.Select(picture => new ReportBlock.Picture(picture.Png, picture.Caption))]));
            if (Surfaces.Count > 0)
            {
                blocks.Add(new ReportBlock.Scene(
                    Surfaces, "The target's surface by its margin, and what lies around it; thinned out for the eye, nothing is measured on it."));
            }

            blocks.Add(new ReportBlock.Table(
                "The surface of the target by its margin.",
                ["margin", "area mm²", "share %"],
                [.. margin.Histogram([.. Options.BoundsMm]).Select(bin =>
                    (string[])[Bounds(bin), Text(bin.AreaMm2, "0"), Text(100 * bin.Share)])]));
            blocks.Add(Curve(
                "area", "The share of the surface whose margin is at most so wide.",
                Enumerable.Range(0, 101).Select(percent => (margin.Percentile(percent / 100.0), (double)percent)),
                    ("margin, mm", "share of the area, %")));
        }

        return new ReportSection("Summary", [.. blocks]);
    }

    private ReportSection Ablation() => Plan.Ablation is not { } ablation ? new ReportSection("Ablation") : new ReportSection(
        "Ablation",
        new ReportBlock.Paragraph($"{Text(ablation.UncoveredMl, "0.00")} ml of the target lie outside the zone."),
        Curve(
            "covered", "The covered share of the target grown by so much on all sides; 0 is the target itself.",
            ablation.Curve.Select(point => (point.GrownMm, 100 * point.Share)), ("grown by, mm", "covered, %")));

    private ReportSection Structures()
    {
        string[][] rows =
        [
            .. Plan.Capsule is { } capsule ? [Row($"surface of {Options.Organ?.Name}", capsule, "–", "–", "–")] : Array.Empty<string[]>(),
            .. Plan.Structures.Select(one => Row(one.Label.Name, one.Margin, Text(one.ContactAreaMm2, "0"),
                Text(one.StructureContactAreaMm2, "0"), Text(one.ShellVolumeMl, "0.00"))),
        ];
        return rows.Length == 0 ? new ReportSection("Structures") : new ReportSection(
            "Structures",
            new ReportBlock.Table(
                "Distance from the target's surface to each other one; negative where the target reaches beyond. "
                + $"Surfaces nearer than {Text(Options.ContactMm, "0.##")} mm touch.",
                ["structure", "least distance", "median", "at (x, y, z) mm", "contact on target mm²", "contact on structure mm²",
                    "in the shell ml"],
                rows));
    }

    private static string[] Row(string name, SurfaceMargin margin, params string[] rest) =>
        [name, Least(margin), $"{Text(margin.Percentile(0.5))} mm", margin.Minimum is { } place ? At(place.OnTarget) : "–", .. rest];

    private ReportSection Resections()
    {
        (string Name, ResectionMargin? Cut)[] cuts = [("specimen", Plan.Resection), ("plane", Plan.Plane)];
        return cuts.All(cut => cut.Cut is null) ? new ReportSection("Resection") : new ReportSection(
            "Resection",
            new ReportBlock.Table(
                "The least margin to the cut, and what is left of the organ; the remnant's share is of the organ without the target.",
                ["cut", "least margin", "organ ml", "removed ml", "remnant ml", "remnant %"],
                [.. cuts.Where(cut => cut.Cut is not null).Select(cut => (string[])
                [
                    cut.Name, Least(cut.Cut!.Margin), Text(cut.Cut.OrganMl), Text(cut.Cut.ResectedMl), Text(cut.Cut.RemnantMl),
                        Text(100 * cut.Cut.RemnantShare),
                ])]));
    }

    private ReportSection Conventions() => new(
        "How it was measured",
        [
            new ReportBlock.Paragraph(
                "From surface to surface, in millimetres. Surfaces are found between the voxels by smoothing that keeps each structure's volume and moves no "
                + "point by more than half a voxel; margins are then exact distances between them, weighted by area. "
                + "Uncertainty is half a voxel's diagonal for either surface and the given "
                + "displacement of the images, at worst. For planning by trained people; no finding here replaces their judgement."),
            .. Footer.Select(line => new ReportBlock.Paragraph(line)),
            .. Numbers is { } numbers ? [new ReportBlock.Json("margin", numbers)] : Array.Empty<ReportBlock>(),
        ]);
}
