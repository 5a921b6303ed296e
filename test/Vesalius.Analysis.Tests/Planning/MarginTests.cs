using Vesalius.Analysis.Planning;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Analysis.Tests.Planning;

/// <summary>Margins between bodies whose distances follow from a formula, on the grids that scans have.</summary>
public sealed class MarginTests
{
    private static readonly Label Tumour = new(1, "tumour", default), Vessel = new(2, "vessel", default, 1), Zone = new(3, "zone", default, 2);

    public static readonly TheoryData<string> Grids = [.. Solids.Grids];

    [Theory]
    [MemberData(nameof(Grids))]
    public void The_margin_of_a_ball_in_a_larger_ball_is_the_difference_of_radii_less_their_distance(string kind)
    {
        Grid grid = Solids.Around(kind, 20);
        var shift = new WorldPoint(2, -1, 1.5);
        MarginPlan plan = Plan(grid, Solids.Ball(grid, 11, shift), Zone, Solids.Ball(grid, 20));
        SurfaceMargin margin = plan.Ablation!.Margin;
        ExpectSmall(margin, grid, vertex => 20 - (vertex - default(WorldPoint)).Length);
        double expected = 20 - 11 - (shift - default(WorldPoint)).Length;
        Assert.Equal(expected, margin.Minimum!.Value.Mm, 0.5 * Solids.VoxelAlong(grid, shift - default(WorldPoint)));
        Assert.True(margin.Minimum.Value.OnTarget.DistanceTo(margin.Minimum.Value.OnOther) >= margin.Minimum.Value.Mm - 1e-9);
        Assert.Equal(4 * Math.PI * 121, margin.AreaMm2, 0.05 * 4 * Math.PI * 121);
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void The_gap_between_two_balls_is_found_with_its_place(string kind)
    {
        Grid grid = Solids.Around(kind, 24);
        WorldPoint one = new(-11, 1, 0), other = new(10, -2, 3);
        StructureMargin vessel = Plan(grid, Solids.Ball(grid, 9, one), Vessel, Solids.Ball(grid, 7, other)).Structures[0];
        ExpectSmall(vessel.Margin, grid, vertex => vertex.DistanceTo(other) - 7);
        MarginPlace least = vessel.Margin.Minimum!.Value;
        double voxel = Solids.VoxelAlong(grid, other - one);
        Assert.Equal(one.DistanceTo(other) - 16, least.Mm, 0.5 * voxel);
        Assert.Equal(least.Mm, least.OnTarget.DistanceTo(least.OnOther), 1e-9);
        Assert.Equal(0, vessel.ContactAreaMm2);
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void The_margin_to_a_wall_is_the_height_above_it(string kind)
    {
        Grid grid = Solids.Around(kind, 18);

        // Tilted against the grid: of a wall along the slices a mask does not tell where between two of them it stands.
        WorldVector normal = (grid.Affine.XStep.Normalized * 0.4 + grid.Affine.YStep.Normalized * -0.7 + grid.Affine.ZStep.Normalized * 0.6).Normalized;
        Volume<bool> wall = Solids.Cut(grid, point => (point - default(WorldPoint)).Dot(normal) <= -12);
        SurfaceMargin margin = Plan(grid, Solids.Ball(grid, 8), Vessel, wall).Structures[0].Margin;
        ExpectSmall(margin, grid, vertex => (vertex - default(WorldPoint)).Dot(normal) + 12);
        Assert.Equal(4, margin.Minimum!.Value.Mm, 0.5 * Solids.VoxelAlong(grid, normal));
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void The_margins_of_an_ellipsoid_in_a_parallel_shell_are_those_of_the_formula(string kind)
    {
        Grid grid = Solids.Around(kind, 18);
        var radii = new WorldVector(8, 11, 13);
        Volume<bool> tumour = Solids.Ellipsoid(grid, radii), zone = Solids.Ball(grid, 18);
        SurfaceMargin margin = Plan(grid, tumour, Zone, zone).Ablation!.Margin;
        ExpectSmall(margin, grid, vertex => 18 - (vertex - default(WorldPoint)).Length);

        Assert.Equal(5, margin.Minimum!.Value.Mm, 0.5 * Solids.VoxelAlong(grid, new WorldVector(0, 0, 1)));
    }

    [Fact]
    public void What_sticks_out_of_the_zone_has_a_negative_margin_and_is_counted()
    {
        Grid grid = Solids.Around("isotropic", 18);
        var shift = new WorldPoint(6, 0, 0);
        MarginPlan plan = Plan(grid, Solids.Ball(grid, 10, shift), Zone, Solids.Ball(grid, 12));
        SurfaceMargin margin = plan.Ablation!.Margin;
        Assert.Equal(-4, margin.Minimum!.Value.Mm, 0.3);
        Assert.Equal(16, margin.Minimum.Value.OnTarget.X, 0.4);

        // The lens of two balls whose centres are d apart (Weisstein, Sphere-Sphere Intersection).
        const double R = 12, r = 10, d = 6;
        double lens = Math.PI * Math.Pow(R + r - d, 2) * (d * d + 2 * d * r - 3 * r * r + 2 * d * R + 6 * r * R - 3 * R * R) / (12 * d);
        double ball = 4.0 / 3 * Math.PI * r * r * r;
        Assert.Equal((ball - lens) / 1000, plan.Ablation.UncoveredMl, 0.02 * ball / 1000);
        Assert.Equal(lens / ball, plan.Ablation.Curve[0].Share, 0.01);
        Assert.Equal(ball / 1000, plan.Ablation.Curve[0].VolumeMl, 0.01 * ball / 1000);
        Assert.Equal(1, margin.Histogram(0, 5, 10).Sum(bin => bin.Share), 1e-9);

        // The cap of the ball outside the zone, by its height (Archimedes).
        double cap = (d + r) - (R * R - r * r + d * d) / (2 * d);
        Assert.Equal(2 * Math.PI * r * cap, margin.AreaBelowMm2(0), 0.05 * 2 * Math.PI * r * cap);
    }

    [Fact]
    public void The_coverage_curve_falls_where_the_grown_target_leaves_the_zone()
    {
        Grid grid = Solids.Around("isotropic", 19);
        IReadOnlyList<CoveragePoint> curve = Plan(grid, Solids.Ball(grid, 8), Zone, Solids.Ball(grid, 12)).Ablation!.Curve;
        Assert.All(curve.Where(point => point.GrownMm <= 3), point => Assert.Equal(1, point.Share, 0.005));
        CoveragePoint eight = curve.Single(point => point.GrownMm == 8);
        Assert.Equal(4.0 / 3 * Math.PI * 4096 / 1000, eight.VolumeMl, 0.01 * 17.2);
        Assert.Equal(Math.Pow(12.0 / 16, 3), eight.Share, 0.01);
    }

    [Fact]
    public void A_shell_has_the_volume_between_the_surfaces_and_leaves_the_target_out()
    {
        Grid grid = Solids.Around("isotropic", 18);
        Volume<bool> tumour = Solids.Ball(grid, 9);
        var options = new MarginOptions { Target = Tumour, ShellMm = 5 };
        TargetShell shell = MarginPlan.Of(new LabelMap(Layer(tumour, 1), new LabelTable([Tumour])), options).Shell!;
        double expected = 4.0 / 3 * Math.PI * (Math.Pow(14, 3) - Math.Pow(9, 3));
        Assert.Equal(expected / 1000, shell.VolumeMl, 0.01 * expected / 1000);
        Assert.Equal(expected, shell.Mask.Array.Count(voxel => voxel), 0.02 * expected);
        Assert.True(tumour.Array.Zip(shell.Mask.Array).Count(pair => pair.First && pair.Second) < 0.02 * expected);
    }

    [Fact]
    public void A_plane_with_a_margin_leaves_that_margin_and_halves_a_ball_through_its_middle()
    {
        Grid grid = Solids.Around("oblique", 15);
        var normal = new WorldVector(0.2, 0.9, -0.4);
        Label liver = new(4, "liver", default, 1);
        var labels = new LabelMap(
            [Layer(Solids.Ball(grid, 5, new WorldPoint(2, 6, -2)), 1), Layer(Solids.Ball(grid, 15), 4)], new LabelTable([Tumour, liver]));
        Mesh surface = MarginPlan.Of(labels, new MarginOptions { Target = Tumour }).Surface;
        var plan = MarginPlan.Of(labels, new MarginOptions { Target = Tumour, Organ = liver, Plane = CutPlane.WithMargin(surface, normal, 3) });
        Assert.Equal(3, plan.Plane!.Margin.Minimum!.Value.Mm, 1e-6);

        var halving = MarginPlan.Of(labels, new MarginOptions { Target = Tumour, Organ = liver, Plane = new CutPlane(default, normal) });
        Assert.Equal(0.5 * halving.Plane!.OrganMl, halving.Plane.RemnantMl, 0.005 * halving.Plane.OrganMl);
        Assert.Equal(halving.Plane.RemnantMl / (halving.Plane.OrganMl - halving.Plane.TargetMl), halving.Plane.RemnantShare, 1e-12);
    }

    [Fact]
    public void A_specimen_is_measured_to_where_tissue_was_cut_and_not_to_the_organs_own_surface()
    {
        Grid grid = Solids.Around("isotropic", 20);
        Label liver = new(4, "liver", default, 1), specimen = new(5, "specimen", default, 2);
        Volume<bool> organ = Solids.Ball(grid, 20);
        Volume<bool> removed = Solids.Cut(grid, p => (p - default(WorldPoint)).Length <= 20 && p.X + 0.3 * p.Y >= 2.2);
        var labels = new LabelMap(
            [Layer(Solids.Ball(grid, 5, new WorldPoint(14, 0, 0)), 1), Layer(organ, 4), Layer(removed, 5)],
            new LabelTable([Tumour, liver, specimen]));
        MarginPlan plan = MarginPlan.Of(labels, new MarginOptions { Target = Tumour, Organ = liver, Resection = specimen });
        Assert.Equal(1, plan.Capsule!.Minimum!.Value.Mm, 0.3);
        Assert.Equal((14 - 2.2) / Math.Sqrt(1.09) - 5, plan.Resection!.Margin.Minimum!.Value.Mm, 0.5);
        Assert.Equal(plan.Resection.OrganMl, plan.Resection.ResectedMl + plan.Resection.RemnantMl, 1e-9);
    }

    [Fact]
    public void Near_the_organs_surface_the_ablation_margin_can_be_left_out()
    {
        Grid grid = Solids.Around("isotropic", 18);
        Label liver = new(4, "liver", default, 1);
        var labels = new LabelMap(
            [Layer(Solids.Ball(grid, 7, new WorldPoint(9, 0, 0)), 1), Layer(Solids.Ball(grid, 18), 4), Layer(Solids.Ball(grid, 15, new WorldPoint(2, 0, 0)), 3)],
            new LabelTable([Tumour, liver, Zone]));
        var options = new MarginOptions { Target = Tumour, Organ = liver, Ablation = Zone };
        Assert.Equal(1, MarginPlan.Of(labels, options).Ablation!.Margin.Minimum!.Value.Mm, 0.3);
        SurfaceMargin deep = MarginPlan.Of(labels, options with { SubcapsularMm = 5 }).Ablation!.Margin;
        Assert.True(deep.Minimum!.Value.Mm > 1.8);
        Assert.Contains(double.NaN, deep.AtVerticesMm);
    }

    [Fact]
    public void Touching_structures_have_an_area_of_contact()
    {
        Grid grid = Grid.Of(new Size3(40, 30, 30), new Spacing(1, 1, 1));
        Volume<bool> tumour = Solids.Cut(grid, p => p.X is > 4 and < 15 && p.Y is > 4 and < 25 && p.Z is > 4 and < 25);
        Volume<bool> wall = Solids.Cut(grid, p => p.X is >= 15 and < 25 && p.Y is > 4 and < 25 && p.Z is > 4 and < 25);
        StructureMargin touching = Plan(grid, tumour, Vessel, wall).Structures[0];
        Assert.Equal(0, touching.Margin.Minimum!.Value.Mm, 0.5);
        Assert.Equal(400, touching.ContactAreaMm2, 60.0);
        Assert.Equal(400, touching.StructureContactAreaMm2, 60.0);
    }

    [Fact]
    public void A_probability_gives_the_band_the_boundary_lies_in()
    {
        Grid grid = Solids.Around("isotropic", 18);
        Volume<float> probability = new(grid, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(i =>
        {
            Size3 size = grid.Size;
            WorldPoint p = grid.ToWorld(new VoxelPoint(i % size.X, i / size.X % size.Y, i / (size.X * size.Y)));
            return (float)(1 / (1 + Math.Exp((p - default(WorldPoint)).Length - 9)));
        })]);
        BoundaryBand band = BoundaryBand.Of(probability);
        double spread = Math.Log(9);
        Assert.All(band.Sure.Vertices, v => Assert.Equal(9 - spread, (v - default(WorldPoint)).Length, 0.15));
        Assert.All(band.Possible.Vertices, v => Assert.Equal(9 + spread, (v - default(WorldPoint)).Length, 0.15));
        Assert.Throws<ArgumentException>(() => BoundaryBand.Of(probability, 0.9, 0.1));
        Assert.Throws<ArgumentException>(() => BoundaryBand.Of(probability.Map(value => value * 255)));

        var labels = new LabelMap([Layer(Solids.Ball(grid, 9), 1), Layer(Solids.Ball(grid, 15), 3)], new LabelTable([Tumour, Zone with { Layer = 1 }]));
        var options = new MarginOptions { Target = Tumour, Ablation = Zone with { Layer = 1 } };
        Assert.Equal(15 - 9 - spread, MarginPlan.Of(labels, options, band.Possible).Ablation!.Margin.Minimum!.Value.Mm, 0.5);
    }

    [Fact]
    public void A_structure_without_voxels_is_named()
    {
        Grid grid = Solids.Around("isotropic", 6);
        var error = Assert.Throws<ArgumentException>(() => Plan(grid, Solids.Ball(grid, 4), Vessel, new Volume<bool>(grid)));
        Assert.Contains("'vessel' (label 2) has no voxel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Uncertainty_takes_both_surfaces_and_the_displacement_together()
    {
        Grid grid = Solids.Around("thick slices", 8);
        var options = new MarginOptions { Target = Tumour, RegistrationErrorMm = 2 };
        MarginPlan plan = MarginPlan.Of(new LabelMap(Layer(Solids.Ball(grid, 8), 1), new LabelTable([Tumour])), options);
        Assert.Equal(Math.Sqrt(11) / 2, plan.VoxelUncertaintyMm, 1e-9);
        Assert.Equal(Math.Sqrt((11 / 2.0) + 4), plan.UncertaintyMm, 1e-9);
        Assert.Null(plan.Decisive);
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { ShellMm = double.NaN });
    }

    [Fact]
    public void Colours_run_from_red_to_green_and_say_where_nothing_was_measured()
    {
        Assert.Equal(new Rgb(215, 30, 40), MarginColors.Of(0));
        Assert.Equal(MarginColors.Of(10), MarginColors.Of(double.PositiveInfinity));
        Assert.Equal(MarginColors.Of(-5), MarginColors.Of(-100));
        Assert.Equal(new Rgb(150, 150, 150), MarginColors.Of(double.NaN));
    }

    private static void ExpectSmall(SurfaceMargin margin, Grid grid, Func<WorldPoint, double> expected)
    {
        WorldVector longest = Enumerable.Range(0, 3).Select(grid.Affine.Step).MaxBy(step => step.Length);
        double[] errors = [.. margin.Target.Vertices.Select((vertex, i) => Math.Abs(margin.AtVerticesMm[i] - expected(vertex)) / longest.Length)];
        Assert.InRange(errors.Average(), 0, 0.1);
        Assert.InRange(errors.Max(), 0, 0.5);
    }

    private static MarginPlan Plan(Grid grid, Volume<bool> tumour, Label other, Volume<bool> mask)
    {
        var labels = new LabelMap([Layer(tumour, 1), Layer(mask, 2), Layer(mask, 3)], new LabelTable([Tumour, Vessel, Zone]));
        return MarginPlan.Of(labels, new MarginOptions
        {
            Target = Tumour, Structures = other == Vessel ? [Vessel] : [], Ablation = other == Zone ? Zone : null,
        });
    }

    private static Volume<ushort> Layer(Volume<bool> mask, ushort value) => mask.Map(voxel => voxel ? value : (ushort)0);
}
