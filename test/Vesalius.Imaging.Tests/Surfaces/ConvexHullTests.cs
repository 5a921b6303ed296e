using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class ConvexHullTests
{
    [Fact]
    public void The_hull_is_a_watertight_ball_that_no_surface_point_lies_outside_of() => RandomMasks.NotEmpty.Sample(mask =>
    {
        Mesh hull = ConvexHull.Of(mask);
        MeshTopology topology = hull.Topology;
        Assert.True(topology.IsManifold, topology.ToString());
        Assert.Equal(2, topology.EulerCharacteristic);
        Assert.All(MarchingCubes.Surface(mask).Vertices, point => Assert.All(hull.Triangles, face =>
        {
            WorldVector normal = (hull.Vertices[face.B] - hull.Vertices[face.A]).Cross(hull.Vertices[face.C] - hull.Vertices[face.A]);
            Assert.True(normal.Length < 1e-5 || normal.Normalized.Dot(point - hull.Vertices[face.A]) < 1e-4);
        }));
    }, iter: 60);

    [Fact]
    public void The_hull_of_a_voxel_is_its_surface()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(1, 1, 1), new Spacing(2, 3, 4)), [true]);
        Assert.Equal(MarchingCubes.Surface(mask).VolumeMm3, ConvexHull.Of(mask).VolumeMm3, 1e-9);
        Assert.Equal(MarchingCubes.Surface(mask).AreaMm2, ConvexHull.Of(mask).AreaMm2, 1e-9);
    }

    [Fact]
    public void The_hull_of_a_box_leaves_out_nothing_of_its_surface()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(4, 5, 6), new Spacing(1, 1, 1))).Map(_ => true);
        Mesh surface = MarchingCubes.Surface(mask), hull = ConvexHull.Of(mask);
        Assert.True(hull.VolumeMm3 >= surface.VolumeMm3 - 1e-6);
        Assert.True(hull.VolumeMm3 < 4 * 5 * 6);
    }
}
