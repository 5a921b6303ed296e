using Spectre.Console;
using Vesalius.Analysis.Planning;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Margins;

/// <summary>The table that <c>margin</c> shows to people.</summary>
internal static class MarginTable
{
    /// <summary>Shows one row per margin, and what is left of the organ.</summary>
    public static void Show(Host host, MarginPlan plan)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("margin to");
        foreach (string name in (string[])["least mm", "median mm", "below 0 mm²", "at (x, y, z) mm"])
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach ((string name, SurfaceMargin? margin) in Rows(plan).Where(row => row.Margin is not null))
        {
            table.AddRow(
                Markup.Escape(name),
                margin!.Minimum is { } least ? $"{least.Mm:0.0}" : "–",
                $"{margin.Percentile(0.5):0.0}",
                $"{margin.AreaBelowMm2(0):0}",
                margin.Minimum is { } place ? $"{place.OnTarget.X:0.0}, {place.OnTarget.Y:0.0}, {place.OnTarget.Z:0.0}" : "–");
        }

        host.Write($"{plan.Target.Name}: {plan.VolumeMl:0.00} ml, margins known to ± {plan.UncertaintyMm:0.0} mm at worst");
        host.Write(table);
        foreach (ResectionMargin cut in new[] { plan.Resection,
            plan.Plane }.OfType<ResectionMargin>().Where(cut => !double.IsNaN(cut.OrganMl)))
        {
            host.Write($"organ {cut.OrganMl:0.0} ml, removed {cut.ResectedMl:0.0} ml, remnant {cut.RemnantMl:0.0} ml ({cut.RemnantShare:P1} of the organ without the target)");
        }

        if (plan.Ablation is { } ablation)
        {
            host.Write($"not covered: {ablation.UncoveredMl:0.00} ml; covered when grown: {string.Join(", ", ablation.Curve.Select(point => $"{point.GrownMm:0.#} mm {point.Share:P0}"))}");
        }
    }

    private static IEnumerable<(string Name, SurfaceMargin? Margin)> Rows(MarginPlan plan) =>
    [
        ("ablation zone", plan.Ablation?.Margin), ("cut of the specimen", plan.Resection?.Margin), ("cut plane", plan.Plane?.Margin),
        ("organ's surface", plan.Capsule), .. plan.Structures.Select(one => (one.Label.Name, (SurfaceMargin?)one.Margin)),
    ];
}
