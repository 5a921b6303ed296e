using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class MeshDistanceTests
{
    private static readonly Gen<WorldPoint> Anywhere = Gen.Select(Gen.Double[-6, 6], Gen.Double[-6, 6], Gen.Double[-6, 6], (x, y, z) => new WorldPoint(x, y, z));

    [Fact]
    public void Of_a_box_the_distance_is_that_of_the_formula()
    {
        Mesh box = Box(new WorldVector(1, 2, 3));
        var distance = new MeshDistance(box);
        Anywhere.Sample(p =>
        {
            (double x, double y, double z) = (Math.Abs(p.X) - 1, Math.Abs(p.Y) - 2, Math.Abs(p.Z) - 3);
            double outside = new WorldVector(Math.Max(x, 0), Math.Max(y, 0), Math.Max(z, 0)).Length;
            return Math.Abs(distance.SignedMm(p) - (outside + Math.Min(Math.Max(x, Math.Max(y, z)), 0))) < 1e-9;
        });
    }

    [Fact]
    public void No_triangle_is_nearer_than_the_nearest()
    {
        Mesh ball = MarchingCubes.Surface(TaubinSmoothingTests.Ball(4));
        var distance = new MeshDistance(ball);
        Anywhere.Sample(p =>
        {
            SurfacePoint found = distance.Nearest(p)!.Value;
            double least = ball.Triangles.Min(t => Nearest(p, ball, t));
            return Math.Abs(Math.Abs(found.SignedMm) - least) < 1e-9 && Math.Abs(found.Point.DistanceTo(p) - least) < 1e-9;
        }, iter: 100);
    }

    [Fact]
    public void A_limit_hides_what_lies_beyond_it()
    {
        var distance = new MeshDistance(Box(new WorldVector(1, 1, 1)));
        Assert.Null(distance.Nearest(new WorldPoint(4, 0, 0), 2.9));
        Assert.Equal(3, distance.Nearest(new WorldPoint(4, 0, 0), 3.1)!.Value.SignedMm, 1e-12);
        Assert.Null(new MeshDistance(new Mesh([], [])).Nearest(default));
    }

    [Fact]
    public void A_band_agrees_with_the_whole_map_inside_it_and_keeps_the_sign_beyond()
    {
        Grid grid = Solids.Around("oblique", 7);
        var distance = new MeshDistance(MarchingCubes.Surface(Solids.Ball(grid, 7)));
        Volume<float> whole = distance.Onto(grid), band = distance.Onto(grid, 2);
        Assert.All(whole.Array.Zip(band.Array), pair => Assert.True(
            float.IsInfinity(pair.Second) ? Math.Abs(pair.First) > 1.99 && Math.Sign(pair.First) == Math.Sign(pair.Second) : pair.First == pair.Second));
        Assert.Contains(float.NegativeInfinity, band.Array);
    }

    [Fact]
    public void A_level_of_a_linear_field_is_met_exactly()
    {
        Grid grid = Grid.Of(new Size3(20, 12, 12), new Spacing(1, 1, 2));
        var field = new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(i => i % 20 * 0.05f)]);
        Mesh surface = LevelSurface.Of(field, 0.33);
        Assert.True(surface.Topology.IsManifold);
        Assert.Contains(surface.Vertices, vertex => Math.Abs(vertex.X - 6.6) < 1e-5);
        Assert.All(surface.Vertices.Where(v => v.X < 7 && v.Y is > 0 and < 11 && v.Z is > 0 and < 22), vertex => Assert.Equal(6.6, vertex.X, 1e-5));
    }

    private static double Nearest(WorldPoint p, Mesh mesh, Triangle t)
    {
        // A fine lattice of points would only come near; the formula is asked for each triangle on its own instead.
        var alone = new MeshDistance(new Mesh([mesh.Vertices[t.A], mesh.Vertices[t.B], mesh.Vertices[t.C]], [new Triangle(0, 1, 2)]));
        return Math.Abs(alone.SignedMm(p));
    }

    private static Mesh Box(WorldVector half)
    {
        WorldPoint[] corners = [.. Enumerable.Range(0, 8).Select(i => new WorldPoint(
            (i & 1) == 0 ? -half.X : half.X, (i & 2) == 0 ? -half.Y : half.Y, (i & 4) == 0 ? -half.Z : half.Z))];
        int[] quads = [0, 2, 3, 1, 4, 5, 7, 6, 0, 1, 5, 4, 2, 6, 7, 3, 0, 4, 6, 2, 1, 3, 7, 5];
        return new Mesh(corners, [.. Enumerable.Range(0, 6).SelectMany(f => new[]
        {
            new Triangle(quads[4 * f], quads[4 * f + 1], quads[4 * f + 2]), new Triangle(quads[4 * f], quads[4 * f + 2], quads[4 * f + 3]),
        })]);
    }
}
