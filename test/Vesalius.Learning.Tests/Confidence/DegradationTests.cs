using Vesalius.Imaging;
using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Tests.Confidence;

public sealed class DegradationTests
{
    private static readonly Grid Grid = Grid.Of(new Size3(6, 5, 4), new Spacing(1, 2, 3));
    private static readonly Volume<float> Scan = new(Grid, [.. Enumerable.Range(0, 120).Select(i => (float)i)]);
    private static readonly LabelMap Labels = new(Scan.Map(value => (ushort)(value % 3)), LabelTable.Unnamed([1, 2]));

    public static TheoryData<int> Ways => [.. Enumerable.Range(0, Degradation.Ladder.Count)];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Scan_and_mask_stay_on_one_grid_and_the_same_seed_gives_the_same(int way)
    {
        (IReadOnlyList<Volume<float>> one, LabelMap labels) = Degradation.Ladder[way].Apply([Scan], Labels, 3);
        Assert.True(one[0].Grid.Agrees(labels.Grid));
        Assert.All(one[0].Array, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(one[0].Array, Degradation.Ladder[way].Apply([Scan], Labels, 3).Channels[0].Array);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => (float)i), Scan.Array);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Turning_an_axis_twice_gives_the_scan_back(int axis)
    {
        var flip = new Degradation.Flipped(axis);
        (IReadOnlyList<Volume<float>> once, LabelMap labels) = flip.Apply([Scan], Labels, 1);
        Assert.NotEqual(Scan.Array, once[0].Array);
        (IReadOnlyList<Volume<float>> twice, LabelMap back) = flip.Apply(once, labels, 1);
        Assert.Equal(Scan.Array, twice[0].Array);
        Assert.Equal(Labels.Voxels.Array, back.Voxels.Array);
    }

    [Fact]
    public void Inverting_twice_gives_the_scan_back() =>
        Assert.Equal(Scan.Array, new Degradation.Inverted().Apply(new Degradation.Inverted().Apply([Scan], Labels, 1).Channels, Labels, 1).Channels[0].Array);

    [Fact]
    public void What_is_cropped_keeps_its_place()
    {
        (IReadOnlyList<Volume<float>> part, LabelMap labels) = new Degradation.Cropped(0.5).Apply([Scan], Labels, 1);
        Assert.Equal(new Size3(3, 2, 2), part[0].Size);
        Assert.Equal(Scan[2, 1, 1], part[0][2, 1, 1]);
        Assert.Equal(Labels.Voxels[2, 1, 1], labels.Voxels[2, 1, 1]);
    }

    [Fact]
    public void Another_spacing_leaves_the_voxels() =>
        Assert.Equal(new Spacing(2, 4, 6), new Degradation.OtherSpacing(2).Apply([Scan], Labels, 1).Channels[0].Grid.Spacing);
}
