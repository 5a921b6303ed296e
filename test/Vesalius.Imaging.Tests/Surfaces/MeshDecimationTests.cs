using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class MeshDecimationTests
{
    private static readonly Mesh Ball = new TaubinSmoothing().Apply(MarchingCubes.Surface(TaubinSmoothingTests.Ball(12)));

    [Fact]
    public void The_surface_of_any_mask_stays_manifold_with_its_parts_handles_and_volume() => RandomMasks.Any.Sample(mask =>
    {
        Mesh before = MarchingCubes.Surface(mask), after = Decimated(before, new MeshDecimation { MaximumErrorMm = double.PositiveInfinity });
        MeshTopology was = before.Topology, topology = after.Topology;
        Assert.True(topology.IsManifold, topology.ToString());
        Assert.Equal((was.EulerCharacteristic, was.Components, was.Handles), (topology.EulerCharacteristic, topology.Components, topology.Handles));
        Assert.Equal(before.VolumeMm3, after.VolumeMm3, 1e-7 * (1 + before.VolumeMm3));
        Assert.True(after.Triangles.Length <= before.Triangles.Length);
    }, iter: 200);

    [Fact]
    public void A_ball_of_a_tenth_of_its_triangles_is_still_that_ball()
    {
        Mesh coarse = Decimated(Ball, new MeshDecimation { Triangles = Ball.Triangles.Length / 10 });
        Assert.InRange(coarse.Triangles.Length, 1, Ball.Triangles.Length / 10);
        Assert.Equal(Ball.VolumeMm3, coarse.VolumeMm3, 1e-9 * Ball.VolumeMm3);
        Assert.Equal(Ball.AreaMm2, coarse.AreaMm2, 0.02 * Ball.AreaMm2);
        Assert.True(coarse.Topology is { IsManifold: true, EulerCharacteristic: 2 });
        WorldPoint middle = default(WorldPoint) + (Ball.Vertices.Aggregate(default(WorldVector), (sum, v) => sum + (v - default(WorldPoint))) * (1.0 / Ball.Vertices.Length));
        (double least, double most) = (Ball.Vertices.Min(middle.DistanceTo), Ball.Vertices.Max(middle.DistanceTo));
        Assert.All(coarse.Vertices, v => Assert.InRange(middle.DistanceTo(v), least - 0.3, most + 0.3));
    }

    [Fact]
    public void The_error_ends_the_work_and_no_error_allows_only_what_is_flat()
    {
        int[] triangles = [.. new[] { 0.0, 0.05, 0.25, 1 }.Select(error => Decimated(Ball, new MeshDecimation { MaximumErrorMm = error }).Triangles.Length)];
        Assert.Equal(triangles.OrderDescending(), triangles);
        Assert.True(triangles[3] < triangles[1] / 4);
        var box = new Volume<bool>(Grid.Of(new Size3(9, 8, 7), new Spacing(1, 1, 1)));
        box.Voxels.Fill(true);
        Mesh before = MarchingCubes.Surface(box), after = Decimated(before, new MeshDecimation { MaximumErrorMm = 1e-5 });

        // A box with bevelled edges and corners: 24 corners, so 44 triangles.
        Assert.Equal(44, after.Triangles.Length);
        Assert.Equal(before.AreaMm2, after.AreaMm2, 1e-3);
    }

    [Fact]
    public void Open_edges_stay_where_they_are_unless_they_may_move()
    {
        Mesh plate = Plate(20);
        Mesh kept = Decimated(plate, new MeshDecimation { MaximumErrorMm = 1e-3 });
        Assert.Equal(80, kept.Topology.OpenEdges);
        Assert.True(kept.Triangles.Length < 200);
        Mesh free = Decimated(plate, new MeshDecimation { MaximumErrorMm = 1e-3, KeepsBoundary = false });
        Assert.InRange(free.Triangles.Length, 2, 4);

        // The outline is 80 mm long, and may be off by the error.
        Assert.Equal(400, free.AreaMm2, 80 * 1e-3);
        Assert.All((Mesh[])[kept, free], mesh => Assert.True(mesh.Topology is { IsOriented: true, Components: 1, EulerCharacteristic: 1 }));
    }

    [Fact]
    public void Nothing_is_made_of_nothing_and_a_tetrahedron_stays()
    {
        Assert.Empty(Decimated(new Mesh([], []), new MeshDecimation()).Triangles);
        var tetrahedron = new Mesh([new(0, 0, 0), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)], [new(0, 2, 1), new(0, 1, 3), new(0, 3, 2), new(1, 2, 3)]);
        Assert.Equal(4, Decimated(tetrahedron, new MeshDecimation { MaximumErrorMm = double.PositiveInfinity }).Triangles.Length);
    }

    [Fact]
    public void Where_three_sheets_meet_the_edge_stays()
    {
        Mesh plate = Plate(6);
        int count = plate.Vertices.Length;
        WorldPoint[] fin = [.. Enumerable.Range(0, 7).Select(i => new WorldPoint(i, 3, 1))];
        Triangle[] added = [.. Enumerable.Range(0, 6).SelectMany(i => (Triangle[])[new((3 * 7) + i, (3 * 7) + i + 1, count + i), new((3 * 7) + i + 1, count + i + 1, count + i)])];
        var mesh = new Mesh([.. plate.Vertices, .. fin], [.. plate.Triangles, .. added]);
        Assert.Equal(6, mesh.Topology.CrowdedEdges);
        Mesh after = Decimated(mesh, new MeshDecimation { MaximumErrorMm = 10 });
        Assert.Equal(6, after.Topology.CrowdedEdges);
        Assert.All(Enumerable.Range(0, 7), i => Assert.Contains(after.Vertices, v => v.DistanceTo(new WorldPoint(i, 3, 0)) < 1e-9));
    }

    [Fact]
    public void Decimation_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => new MeshDecimation().Apply(Ball, new CancellationToken(true)));

    private static Mesh Decimated(Mesh mesh, MeshDecimation decimation) => decimation.Apply(mesh, TestContext.Current.CancellationToken);

    private static Mesh Plate(int side)
    {
        int width = side + 1;
        WorldPoint[] vertices = [.. Enumerable.Range(0, width * width).Select(i => new WorldPoint(i % width, i / width, 0))];
        Triangle[] triangles =
        [
            .. Enumerable.Range(0, side * side).Select(i => (i % side) + (width * (i / side)))
                .SelectMany(i => (Triangle[])[new(i, i + 1, i + width), new(i + 1, i + width + 1, i + width)]),
        ];
        return new Mesh(vertices, triangles);
    }
}
