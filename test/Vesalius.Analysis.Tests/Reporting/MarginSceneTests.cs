using Vesalius.Analysis.Planning;
using Vesalius.Analysis.Reporting;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Tests;

public sealed class MarginSceneTests
{
    [Fact]
    public void The_ranges_of_margins_together_are_the_targets_surface()
    {
        LabelMap labels = BallBesideWall();
        Label target = labels.Table.First(label => label.Name == "tumour"), wall = labels.Table.First(label => label.Name == "wall");
        var options = new MarginOptions { Target = target, Structures = [wall] };
        MarginPlan plan = MarginPlan.Of(labels, options, TestContext.Current.CancellationToken);

        IReadOnlyList<ModelPart> parts = MarginScene.Of(labels, plan, options, TestContext.Current.CancellationToken);
        Assert.Equal(["margin 0 to 5 mm", "margin 5 to 10 mm", "margin 10 mm and above", "wall"], parts.Select(part => part.Name));
        double area = parts.Take(3).Sum(part => part.Mesh.AreaMm2);
        Assert.Equal(plan.Surface.AreaMm2, area, 1e-6 * area);
        Assert.Equal([1, 1, 1, 0.25], parts.Select(part => part.Opacity));

        // What lies near the wall, at x = 20, is red; what lies away from it green.
        Assert.All(parts[0].Mesh.Vertices, vertex => Assert.InRange(vertex.X, 13, 18));
        Assert.All(parts[2].Mesh.Vertices, vertex => Assert.InRange(vertex.X, 0, 11));
        Assert.Equal(MarginColors.Of(2.5), parts[0].Color);
    }

    [Fact]
    public void Without_anything_to_measure_to_there_is_no_target_and_no_scene()
    {
        LabelMap labels = BallBesideWall();
        var options = new MarginOptions { Target = labels.Table.First(label => label.Name == "tumour") };
        Assert.Empty(MarginScene.Of(labels, MarginPlan.Of(labels, options, TestContext.Current.CancellationToken), options, TestContext.Current.CancellationToken));
    }

    private static LabelMap BallBesideWall()
    {
        var grid = new Grid(new Size3(26, 24, 24), Affine.FromSpacing(new Spacing(1, 1, 1), new WorldPoint(-2, -12, -12)));
        ushort At(int i)
        {
            WorldPoint p = grid.ToWorld(new VoxelPoint(i % 26, i / 26 % 24, i / (26 * 24)));
            return (ushort)(p.X > 20 ? 2 : p.DistanceTo(new WorldPoint(9, 0, 0)) <= 8 ? 1 : 0);
        }

        var voxels = new Volume<ushort>(grid, [.. Enumerable.Range(0, 26 * 24 * 24).Select(At)]);
        return new LabelMap(voxels, LabelTable.Named([KeyValuePair.Create(1, "tumour"), KeyValuePair.Create(2, "wall")]));
    }
}
