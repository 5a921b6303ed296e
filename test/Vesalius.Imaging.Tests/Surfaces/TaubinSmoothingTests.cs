using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class TaubinSmoothingTests
{
    [Fact]
    public void The_volume_of_a_ball_stays_and_its_area_comes_near_that_of_the_ball()
    {
        Mesh steps = MarchingCubes.Surface(Ball(12));
        Mesh smooth = new TaubinSmoothing().Apply(steps);
        double radius = Math.Cbrt(steps.VolumeMm3 * 0.75 / Math.PI), area = 4 * Math.PI * radius * radius;
        Assert.Equal(steps.VolumeMm3, smooth.VolumeMm3, 1e-6);
        Assert.True(steps.AreaMm2 > 1.06 * area);
        Assert.InRange(smooth.AreaMm2, area, 1.02 * area);
    }

    [Fact]
    public void Every_part_keeps_its_own_volume_and_the_mesh_stays_manifold()
    {
        Volume<bool> mask = Ball(8);
        mask[0, 0, 0] = mask[1, 0, 0] = mask[0, 1, 0] = mask[0, 0, 1] = true;
        Mesh steps = MarchingCubes.Surface(mask), smooth = new TaubinSmoothing { Rounds = 10 }.Apply(steps);
        Assert.True(smooth.Topology.IsManifold);
        Assert.Equal(2, smooth.Topology.Components);
        Assert.Equal(steps.VolumeMm3, smooth.VolumeMm3, 1e-6);
    }

    [Fact]
    public void Smoothing_turns_with_the_patient() => RandomMasks.NotEmpty.Sample(mask =>
    {
        Mesh mesh = MarchingCubes.Surface(mask), smooth = new TaubinSmoothing { Rounds = 3 }.Apply(mesh);
        static WorldPoint Turned(WorldPoint p) => new(-p.Y + 5, p.X - 2, p.Z);
        Mesh other = new TaubinSmoothing { Rounds = 3 }.Apply(new Mesh([.. mesh.Vertices.Select(Turned)], mesh.Triangles));
        Assert.All(smooth.Vertices.Zip(other.Vertices), pair => Assert.InRange(Turned(pair.First).DistanceTo(pair.Second), 0, 1e-6));
    }, iter: 40);

    [Fact]
    public void No_rounds_change_nothing()
    {
        Mesh mesh = MarchingCubes.Surface(Ball(4));
        Assert.Equal(mesh.VolumeMm3, new TaubinSmoothing { Rounds = 0 }.Apply(mesh).VolumeMm3, 1e-9);
    }

    internal static Volume<bool> Ball(int radius)
    {
        int size = 2 * radius + 3, centre = radius + 1;
        var mask = new Volume<bool>(Grid.Of(new Size3(size, size, size), new Spacing(1, 1, 1)));
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            double x = i % size - centre, y = i / size % size - centre, z = i / size / size - centre;
            mask.Voxels[i] = x * x + y * y + z * z <= radius * radius;
        }

        return mask;
    }
}
