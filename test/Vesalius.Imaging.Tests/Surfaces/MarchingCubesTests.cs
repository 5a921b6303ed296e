using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class MarchingCubesTests
{
    [Fact]
    public void Every_mask_has_a_manifold_surface_on_any_grid() => RandomMasks.Any.Sample(mask =>
    {
        MeshTopology topology = MarchingCubes.Surface(mask).Topology;
        Assert.True(topology.IsManifold, topology.ToString());
    });

    [Fact]
    public void Area_and_volume_are_those_of_the_counted_cells() => RandomMasks.Any.Sample(mask =>
    {
        Mesh mesh = MarchingCubes.Surface(mask);
        var surface = new CellSurface(mask.Grid.Affine);
        CellCodes cells = CellCodes.Of(mask);
        Assert.Equal(surface.AreaMm2(cells), mesh.AreaMm2, 1e-6);
        Assert.Equal(surface.VolumeMm3(cells), mesh.VolumeMm3, 1e-6);
    });

    [Fact]
    public void A_voxel_is_a_ball_and_a_ring_is_a_ring()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(5, 5, 5), new Spacing(1, 1, 1)));
        mask[2, 2, 2] = true;
        MeshTopology ball = MarchingCubes.Surface(mask).Topology;
        Assert.Equal((2, 1), (ball.EulerCharacteristic, ball.Components));

        foreach ((int x, int y) in ((int, int)[])[(1, 1), (2, 1), (3, 1), (1, 2), (3, 2), (1, 3), (2, 3), (3, 3)])
        {
            mask[x, y, 2] = true;
        }

        mask[2, 2, 2] = false;
        MeshTopology ring = MarchingCubes.Surface(mask).Topology;
        Assert.Equal((0, 1, 1), (ring.EulerCharacteristic, ring.Components, ring.Handles));
    }

    [Fact]
    public void Voxels_that_touch_by_a_corner_have_surfaces_of_their_own()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(2, 2, 2), new Spacing(1, 1, 1)));
        mask[0, 0, 0] = mask[1, 1, 1] = true;
        Assert.Equal(2, MarchingCubes.Surface(mask).Topology.Components);
    }

    [Fact]
    public void An_empty_mask_has_an_empty_surface()
    {
        Mesh mesh = MarchingCubes.Surface(new Volume<bool>(Grid.Of(new Size3(3, 3, 3), new Spacing(1, 1, 1))));
        Assert.Empty(mesh.Triangles);
        Assert.Equal(0, mesh.VolumeMm3);
    }

    [Fact]
    public void A_mesh_with_a_missing_triangle_is_open_and_one_turned_round_is_twisted()
    {
        Mesh mesh = MarchingCubes.Surface(new Volume<bool>(Grid.Of(new Size3(1, 1, 1), new Spacing(1, 1, 1)), [true]));
        Assert.Equal(3, new Mesh(mesh.Vertices, mesh.Triangles[1..]).Topology.OpenEdges);
        Triangle first = mesh.Triangles[0];
        Assert.Equal(3, new Mesh(mesh.Vertices, [new Triangle(first.A, first.C, first.B), .. mesh.Triangles[1..]]).Topology.TwistedEdges);
    }

    [Fact]
    public void A_triangle_that_names_a_vertex_twice_is_counted_and_changes_nothing_else()
    {
        Mesh mesh = MarchingCubes.Surface(new Volume<bool>(Grid.Of(new Size3(1, 1, 1), new Spacing(1, 1, 1)), [true]));
        MeshTopology with = new Mesh(mesh.Vertices, [.. mesh.Triangles, new Triangle(0, 1, 1)]).Topology;
        Assert.Equal(mesh.Topology with { DegenerateTriangles = 1 }, with);
        Assert.Null(new Mesh(mesh.Vertices, mesh.Triangles[1..]).Topology.Handles);
    }

    [Fact]
    public void Two_tetrahedra_that_share_a_vertex_pinch_it()
    {
        WorldPoint[] points = [new(0, 0, 0), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), new(-1, 0, 0), new(0, -1, 0), new(0, 0, -1)];
        Triangle[] triangles =
        [
            new(0, 2, 1), new(0, 1, 3), new(0, 3, 2), new(1, 2, 3),
            new(0, 4, 5), new(0, 6, 4), new(0, 5, 6), new(4, 6, 5),
        ];
        MeshTopology topology = new Mesh(points, triangles).Topology;
        Assert.Equal((true, false, 1), (topology.IsWatertight, topology.IsManifold, topology.PinchedVertices));
    }

    [Fact]
    public void A_triangle_without_its_vertex_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Mesh([default], [new Triangle(0, 0, 1)]));
}
