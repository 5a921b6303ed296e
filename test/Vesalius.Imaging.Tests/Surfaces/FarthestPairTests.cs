using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class FarthestPairTests
{
    private static readonly Gen<WorldPoint> Point =
        Gen.Select(Gen.Double[-9, 9], Gen.Double[-9, 9], Gen.Double[-9, 9], (x, y, z) => new WorldPoint(x, y, z));

    [Fact]
    public void It_is_the_farthest_of_all_pairs() => Point.Array[1, 200].Sample(points =>
    {
        double expected = points.Max(p => points.Max(p.DistanceTo));
        (WorldPoint first, WorldPoint second) = FarthestPair.Of(points)!.Value;
        Assert.Equal(expected, first.DistanceTo(second), 1e-12);
    });

    [Fact]
    public void On_a_ball_where_nearly_all_points_have_a_partner_it_is_still_exact()
    {
        WorldPoint[] points = [.. Enumerable.Range(0, 3000).Select(i => (Math.Acos(1 - 2 * (i + 0.5) / 3000), i * 2.39996))
            .Select(a => new WorldPoint(30 * Math.Sin(a.Item1) * Math.Cos(a.Item2), 30 * Math.Sin(a.Item1) * Math.Sin(a.Item2), 30 * Math.Cos(a.Item1)))];
        double expected = points.Max(p => points.Max(p.DistanceTo));
        (WorldPoint first, WorldPoint second) = FarthestPair.Of(points)!.Value;
        Assert.Equal(expected, first.DistanceTo(second), 1e-12);
    }

    [Fact]
    public void Equal_points_have_distance_0_and_no_points_have_no_pair()
    {
        WorldPoint point = new(1, 2, 3);
        Assert.Equal((point, point), FarthestPair.Of(Enumerable.Repeat(point, 50)));
        Assert.Null(FarthestPair.Of([]));
    }

    [Fact]
    public void A_hull_leaves_the_longest_distance_as_it_is() =>
        Gen.Select(Gen.Int[-6, 6], Gen.Int[-6, 6]).List[1, 60].Sample(points =>
        {
            static double Longest(IReadOnlyList<(int, int)> all) => all.Max(p => all.Max(q => double.Hypot(p.Item1 - q.Item1, p.Item2 - q.Item2)));
            double expected = Longest(points);
            List<(int A, int B)> hull = LatticeHull.Of([.. points]);
            Assert.Equal(expected, Longest(hull));
            Assert.Equal(hull.Count, hull.Distinct().Count());
        });

    [Fact]
    public void Surface_diameters_are_those_of_all_halfway_points() => RandomMasks.NotEmpty.Sample(mask =>
    {
        List<VoxelPoint> points = HalfwayPoints(mask);
        double Longest(Func<VoxelPoint, VoxelPoint, bool> together) => points.Max(p => points.Where(q => together(p, q))
            .Max(q => mask.Grid.ToWorld(p).DistanceTo(mask.Grid.ToWorld(q))));
        SurfaceDiameters diameters = SurfaceDiameters.Of(mask);
        Assert.Equal(Longest((_, _) => true), diameters.OverallMm, 1e-9);
        Assert.Equal(Longest((p, q) => p.X == q.X), diameters.WithinXMm, 1e-9);
        Assert.Equal(Longest((p, q) => p.Y == q.Y), diameters.WithinYMm, 1e-9);
        Assert.Equal(Longest((p, q) => p.Z == q.Z), diameters.WithinZMm, 1e-9);
    }, iter: 60);

    private static List<VoxelPoint> HalfwayPoints(Volume<bool> mask)
    {
        var points = new List<VoxelPoint>();
        bool Set(int x, int y, int z) => mask.Size.Contains(x, y, z) && mask[x, y, z];
        for (int i = 0; i < mask.Size.Count; i++)
        {
            (int x, int y, int z) = (i % mask.Size.X, i / mask.Size.X % mask.Size.Y, i / (mask.Size.X * mask.Size.Y));
            foreach ((int dx, int dy, int dz) in ((int, int, int)[])[(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)])
            {
                if (Set(x, y, z) && !Set(x + dx, y + dy, z + dz))
                {
                    points.Add(new VoxelPoint(x + 0.5 * dx, y + 0.5 * dy, z + 0.5 * dz));
                }
            }
        }

        return points;
    }
}
