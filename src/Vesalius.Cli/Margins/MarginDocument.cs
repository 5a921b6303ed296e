using System.Text.Json.Serialization;
using Vesalius.Analysis.Planning;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Cli.Margins;

/// <summary>What <c>margin --json</c> writes: millimetres, millilitres, patient frame LPS+.</summary>
internal sealed record MarginDocument
{
    public required TargetPart Target { get; init; }

    public required IReadOnlyList<StructurePart> Structures { get; init; }

    public required MarginPart? Capsule { get; init; }

    public required AblationPart? Ablation { get; init; }

    public required CutPart? Resection { get; init; }

    public required CutPart? Plane { get; init; }

    public required ShellPart? Shell { get; init; }

    public required UncertaintyPart Uncertainty { get; init; }

    /// <summary>The document of a plan.</summary>
    public static MarginDocument Of(MarginPlan plan, MarginOptions options, MarginBand? band)
    {
        MarginPart? Margin(SurfaceMargin? margin) => margin is null ? null : MarginPart.Of(margin, options.BoundsMm);
        CutPart? Cut(ResectionMargin? cut) =>
            cut is null ? null : new CutPart(Margin(cut.Margin)!, cut.OrganMl, cut.ResectedMl, cut.RemnantMl, cut.RemnantShare);
        MeshTopology topology = plan.Surface.Topology;
        return new MarginDocument
        {
            Target = new TargetPart(plan.Target.Value, plan.Target.Name, plan.VolumeMl, plan.Surface.AreaMm2, topology.IsWatertight,
                topology.IsManifold),
            Structures = [.. plan.Structures.Select(one => new StructurePart(
                one.Label.Value, one.Label.Name, Margin(one.Margin)!, one.ContactAreaMm2, one.StructureContactAreaMm2, one.ShellVolumeMl))],
            Capsule = Margin(plan.Capsule),
            Ablation = plan.Ablation is { } ablation ? new AblationPart(Margin(ablation.Margin)!, ablation.UncoveredMl, ablation.Curve)
                : null,
            Resection = Cut(plan.Resection),
            Plane = Cut(plan.Plane),
            Shell = plan.Shell is { } shell ? new ShellPart(shell.ThicknessMm, shell.VolumeMl) : null,
            Uncertainty = new UncertaintyPart(plan.VoxelUncertaintyMm, options.RegistrationErrorMm, plan.UncertaintyMm, band),
        };
    }

    internal sealed record TargetPart(int Label, string Name, double VolumeMl, double SurfaceMm2, bool Watertight, bool Manifold);

    internal sealed record StructurePart(
        int Label, string Name, MarginPart Distance, double ContactAreaMm2, double StructureContactAreaMm2, double ShellVolumeMl);

    internal sealed record AblationPart(MarginPart Margin, double UncoveredMl, IReadOnlyList<CoveragePoint> Coverage);

    internal sealed record CutPart(MarginPart Margin, double OrganMl, double ResectedMl, double RemnantMl, double RemnantShare);

    internal sealed record ShellPart(double ThicknessMm, double VolumeMl);

    internal sealed record UncertaintyPart(
        double VoxelMm, double RegistrationMm, double WorstMm,
            [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MarginBand? Band);

    internal sealed record MarginPart(
        double MinimumMm, double[]? At, double[]? Nearest, double MedianMm, double Percentile5Mm, double AreaMm2,
            IReadOnlyList<MarginBin> Histogram)
    {
        public static MarginPart Of(SurfaceMargin margin, IReadOnlyList<double> bounds) => new(
            margin.Minimum?.Mm ?? double.NaN,
            margin.Minimum is { } on ? Point(on.OnTarget) : null,
            margin.Minimum is { } to ? Point(to.OnOther) : null,
            margin.Percentile(0.5),
            margin.Percentile(0.05),
            margin.AreaMm2,
            margin.Histogram([.. bounds]));

        private static double[] Point(WorldPoint point) => [point.X, point.Y, point.Z];
    }
}
