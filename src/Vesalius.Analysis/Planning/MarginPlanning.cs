using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>How a <see cref="MarginPlan"/> is worked out.</summary>
internal sealed class MarginPlanning
{
    private readonly MarginOptions options;
    private readonly CancellationToken cancellation;
    private readonly PlanningScene scene;
    private readonly MeshDistance target;
    private readonly MeshDistance? organ;

    public MarginPlanning(LabelMap labels, MarginOptions options, Mesh? target, CancellationToken cancellation)
    {
        (this.options, this.cancellation) = (options, cancellation);
        scene = new PlanningScene(labels, cancellation);
        this.target = target is null ? scene.Surface(options.Target) : new MeshDistance(target);
        organ = options.Organ is { } label ? scene.Surface(Whole(), label) : null;
    }

    /// <summary>Everything that was asked for.</summary>
    public MarginPlan Plan()
    {
        WorldVector diagonal = scene.Grid.Affine.XStep + scene.Grid.Affine.YStep + scene.Grid.Affine.ZStep;
        TargetShell? shell = options.ShellMm > 0 ? Shell() : null;
        return new MarginPlan
        {
            Target = options.Target,
            Surface = target.Mesh,
            Structures = [.. options.Structures.Select(label => To(label, shell))],
            Capsule = organ is null ? null : Margins.Inside(target, organ, null, cancellation),
            Ablation = options.Ablation is { } zone ? Ablation(zone) : null,
            Resection = options.Resection is { } specimen ? Resection(specimen) : null,
            Plane = options.Plane is { } plane ? Along(plane) : null,
            Shell = shell,
            VoxelUncertaintyMm = diagonal.Length / 2,
            UncertaintyMm = Math.Sqrt(2 * Math.Pow(diagonal.Length / 2, 2) + Math.Pow(options.RegistrationErrorMm, 2)),
        };
    }

    private StructureMargin To(Label label, TargetShell? shell)
    {
        MeshDistance structure = scene.Surface(label);
        SurfaceMargin margin = Margins.Outside(target, structure, cancellation), back = Margins.Outside(structure, target, cancellation);
        double inShell = shell is null ? double.NaN : Overlap(scene.Mask(label), shell.Mask);
        return new StructureMargin(label, margin, margin.AreaBelowMm2(options.ContactMm), back.AreaBelowMm2(options.ContactMm), inShell);
    }

    private AblationMargin Ablation(Label label)
    {
        MeshDistance zone = scene.Surface(label);
        bool IsDeep(WorldPoint point) => -organ!.SignedMm(point) >= options.SubcapsularMm;
        bool looksEverywhere = organ is null || options.SubcapsularMm == 0;
        VoxelBox box = scene.Around(target, options.GrownMm.DefaultIfEmpty(0).Max());
        Volume<bool>? tissue = options.Organ is null ? null : box.Cut(Whole());
        IReadOnlyList<CoveragePoint> curve = Coverage.Of(target, zone, box.RegionOf(scene.Grid), [0, .. options.GrownMm], tissue);
        return new AblationMargin(
            Margins.Inside(target, zone, looksEverywhere ? null : IsDeep, cancellation),
            curve[0].VolumeMl * (1 - curve[0].Share),
            [.. curve.Skip(1)]);
    }

    private ResectionMargin Resection(Label label)
    {
        Volume<bool> mask = scene.Mask(label, options.Target);
        MeshDistance specimen = scene.Surface(mask, label);
        Spacing spacing = scene.Grid.Spacing;
        double voxel = Math.Max(spacing.X, Math.Max(spacing.Y, spacing.Z));
        if (organ is null)
        {
            return new ResectionMargin(Margins.Inside(target, specimen, null, cancellation), double.NaN, double.NaN, Volume());
        }

        double whole = Overlap(Whole(), Whole()), removed = Overlap(Whole(), mask);
        return new ResectionMargin(Margins.ToCut(target, specimen, organ, voxel, cancellation), whole, removed, Volume());
    }

    private ResectionMargin Along(CutPlane plane)
    {
        SurfaceMargin margin = Margins.To(target.Mesh, plane);
        if (organ is null)
        {
            return new ResectionMargin(margin, double.NaN, double.NaN, Volume());
        }

        Volume<bool> whole = Whole();
        Affine map = scene.Grid.Affine;
        double width = Enumerable.Range(0, 3).Sum(axis => Math.Abs(map.Step(axis).Dot(plane.Normal))), all = 0, removed = 0;
        for (int z = 0; z < whole.Size.Z; z++)
        {
            for (int y = 0; y < whole.Size.Y; y++)
            {
                ReadOnlySpan<bool> row = whole.Row(y, z);
                for (int x = row.IndexOf(true); x >= 0 && x < row.Length; x++)
                {
                    double share = row[x] ? Coverage.ShareInside(-plane.HeightMm(map.Apply(new VoxelPoint(x, y, z))), width) : 0;
                    (all, removed) = (all + (row[x] ? 1 : 0), removed + share);
                }
            }
        }

        double voxelMl = scene.Grid.VoxelVolumeMm3 / 1000;
        return new ResectionMargin(margin, all * voxelMl, removed * voxelMl, Volume());
    }

    private TargetShell Shell()
    {
        VoxelBox box = scene.Around(target, options.ShellMm);
        Grid region = box.RegionOf(scene.Grid);
        double width = Math.Cbrt(region.VoxelVolumeMm3), volume = 0;
        Volume<float> distance = target.Onto(region, options.ShellMm + width, cancellation);
        Volume<bool>? tissue = options.Organ is null ? null : box.Cut(Whole());
        var mask = new Volume<bool>(scene.Grid);
        for (int z = 0; z < region.Size.Z; z++)
        {
            for (int y = 0; y < region.Size.Y; y++)
            {
                for (int x = 0; x < region.Size.X; x++)
                {
                    if (tissue is null || tissue[x, y, z])
                    {
                        double mm = distance[x, y, z];
                        volume += Coverage.ShareInside(mm - options.ShellMm, width) - Coverage.ShareInside(mm, width);
                        mask[x + box.FirstX, y + box.FirstY, z + box.FirstZ] = mm > 0 && mm <= options.ShellMm;
                    }
                }
            }
        }

        return new TargetShell(options.ShellMm, mask, volume * region.VoxelVolumeMm3 / 1000);
    }

    private Volume<bool> Whole() => scene.Mask(options.Organ!, [options.Target, .. options.OrganParts]);

    private double Volume() => target.Mesh.VolumeMm3 / 1000;

    private double Overlap(Volume<bool> one, Volume<bool> other)
    {
        long count = 0;
        ReadOnlySpan<bool> a = one.Voxels, b = other.Voxels;
        for (int i = 0; i < a.Length; i++)
        {
            count += a[i] && b[i] ? 1 : 0;
        }

        return count * scene.Grid.VoxelVolumeMm3 / 1000;
    }
}
