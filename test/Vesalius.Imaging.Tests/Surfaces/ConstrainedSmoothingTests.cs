using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class ConstrainedSmoothingTests
{
    public static readonly TheoryData<string, double> Balls = new MatrixTheoryData<string, double>(Solids.Grids, [6, 8, 12, 20]);

    [Theory]
    [MemberData(nameof(Balls))]
    public void A_ball_is_found_to_a_tenth_of_a_voxel_on_average_and_half_a_voxel_at_most(string kind, double radius)
    {
        double[] errors = Errors(kind, radius);
        Assert.InRange(errors.Average(), 0, 0.1);
        Assert.InRange(errors.Max(), 0, 0.5);
    }

    [Theory]
    [InlineData("isotropic")]
    [InlineData("thick slices")]
    [InlineData("oblique")]
    public void The_surface_has_the_volume_of_the_voxels_and_is_a_closed_manifold(string kind)
    {
        Volume<bool> mask = Solids.Ellipsoid(Solids.Around(kind, 15), new WorldVector(6, 9, 15));
        Mesh surface = new ConstrainedSmoothing().Of(mask);
        double volume = mask.Array.Count(voxel => voxel) * mask.Grid.VoxelVolumeMm3;
        Assert.True(surface.Topology.IsManifold);
        Assert.Equal(volume, surface.VolumeMm3, 0.005 * volume);
    }

    [Fact]
    public void Any_mask_gives_a_closed_manifold_of_its_volume() =>
        RandomMasks.Any.Sample(mask =>
        {
            Mesh surface = new ConstrainedSmoothing { Rounds = 10 }.Of(mask);
            double volume = mask.Array.Count(voxel => voxel) * mask.Grid.VoxelVolumeMm3;
            return surface.Triangles.Length == 0 ? volume == 0 : surface.Topology.IsManifold && Math.Abs(surface.VolumeMm3 - volume) <= 0.005 * volume;
        }, iter: 200);

    [Fact]
    public void A_plate_one_voxel_thick_keeps_its_thickness()
    {
        var grid = Grid.Of(new Size3(24, 24, 5), new Spacing(1, 1, 1));
        Mesh surface = new ConstrainedSmoothing().Of(Solids.Cut(grid, p => p.Z == 2 && p.X is > 1 and < 22 && p.Y is > 1 and < 22));
        WorldPoint[] middle = [.. surface.Vertices.Where(v => v.X is > 8 and < 16 && v.Y is > 8 and < 16)];
        Assert.All(middle, vertex => Assert.Equal(0.5, Math.Abs(vertex.Z - 2), 0.1));
    }

    [Theory]
    [InlineData("isotropic")]
    [InlineData("thick slices")]
    [InlineData("oblique")]
    public void A_tilted_slab_is_found_to_a_tenth_of_a_voxel_on_average_and_half_a_voxel_at_most(string kind)
    {
        Grid grid = Solids.Around(kind, 16);
        WorldVector normal = (grid.Affine.XStep.Normalized * 0.3 + grid.Affine.YStep.Normalized * 0.5 + grid.Affine.ZStep.Normalized * 0.8)
            .Normalized;
        double Height(WorldPoint point) => (point - default(WorldPoint)).Dot(normal);
        Volume<bool> slab = Solids.Cut(grid, point => Math.Abs(Height(point)) <= 5 && (point - default(WorldPoint)).Length < 16);

        // Away from the rim, where the slab meets the ball that bounds it.
        double[] errors = [.. new ConstrainedSmoothing().Of(slab).Vertices.Where(v => (v - default(WorldPoint)).Length < 10)
            .Select(vertex => Math.Abs(Math.Abs(Height(vertex)) - 5) / Solids.VoxelAlong(grid, normal))];
        Assert.InRange(errors.Average(), 0, 0.1);
        Assert.InRange(errors.Max(), 0, 0.5);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(80)]
    public void Specks_and_holes_of_a_rough_structure_stay_where_they_are(int rounds)
    {
        var random = new Random(5);
        Grid grid = Grid.Of(new Size3(40, 40, 30), new Spacing(1, 1, 1.5));
        bool[] rough = [.. Enumerable.Range(0, 48_000).Select(_ => random.Next(4) == 0)];
        var mask = new Volume<bool>(grid, rough);
        WorldPoint last = grid.ToWorld(new VoxelPoint(39, 39, 29));
        Assert.All(new ConstrainedSmoothing { Rounds = rounds }.Of(mask).Vertices, vertex => Assert.True(
            Math.Min(vertex.X, Math.Min(vertex.Y, vertex.Z)) > -3 && vertex.X < last.X + 3 && vertex.Y < last.Y + 3 && vertex.Z < last.Z + 3,
            $"{vertex} lies outside the grid."));
    }

    [Fact]
    public void Nothing_has_no_surface() =>
        Assert.Empty(new ConstrainedSmoothing().Of(new Volume<bool>(Grid.Of(new Size3(3, 3, 3), new Spacing(1, 1, 1)))).Triangles);

    /// <summary>How far each vertex lies off the ball, in voxels along its direction.</summary>
    private static double[] Errors(string kind, double radius)
    {
        Grid grid = Solids.Around(kind, radius);
        return [.. new ConstrainedSmoothing().Of(Solids.Ball(grid, radius)).Vertices.Select(vertex =>
        {
            WorldVector outwards = vertex - default(WorldPoint);
            return Math.Abs(outwards.Length - radius) / Solids.VoxelAlong(grid, outwards);
        })];
    }
}
