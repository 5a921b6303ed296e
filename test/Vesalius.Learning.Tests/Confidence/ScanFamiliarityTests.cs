using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Confidence;

public sealed class ScanFamiliarityTests
{
    private static readonly Spacing Millimetre = new(1, 1, 1);

    private readonly ScanFamiliarity familiarity =
        ScanFamiliarity.Of([.. Enumerable.Range(0, 20).Select(i => Profile(i, Millimetre))], [.. Enumerable.Range(20, 10).Select(i => Profile(i, Millimetre))]);

    [Fact]
    public void A_scan_like_those_of_training_is_familiar() =>
        Assert.InRange(familiarity.Judge(Profile(99, Millimetre)).Distance, 0, 1.5);

    [Fact]
    public void Another_spacing_is_named()
    {
        Novelty found = familiarity.Judge(Profile(99, new Spacing(1, 1, 3)));
        Assert.True(found.Distance > 3);
        Assert.Contains("along z is 3", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_orientation_never_seen_is_named()
    {
        var turned = new Grid(new Size3(12, 12, 12), Affine.FromDirection(Millimetre, [-1, 0, 0, 0, 1, 0, 0, 0, 1], default));
        Novelty found = familiarity.Judge(ScanProfile.Of(Prepared(turned, 99)));
        Assert.Equal("orientation", found.Property);
        Assert.True(found.Distance > 2);
    }

    [Theory]
    [InlineData("inverted")]
    [InlineData("flipped")]
    [InlineData("smooth")]
    public void Other_intensities_are_far_from_training(string change)
    {
        Degradation way = change switch
        {
            "inverted" => new Degradation.Inverted(),
            "flipped" => new Degradation.Flipped(2),
            _ => new Degradation.Blur(2),
        };
        Grid grid = Grid.Of(new Size3(12, 12, 12), Millimetre);
        var labels = new LabelMap(new Volume<ushort>(grid), LabelTable.Empty);
        Volume<float> worse = way.Apply([new Volume<float>(grid, Prepared(grid, 99).Voxels)], labels, 1).Channels[0];
        Assert.True(familiarity.Judge(ScanProfile.Of(new PreparedScan(grid, 1, worse.Array))).Distance > 1.5);
    }

    [Fact]
    public void A_profile_of_another_model_is_refused() =>
        Assert.Throws<ArgumentException>(() => familiarity.Judge(new ScanProfile("LPS", [])));

    private static ScanProfile Profile(int seed, Spacing spacing) => ScanProfile.Of(Prepared(Grid.Of(new Size3(12, 12, 12), spacing), seed));

    /// <summary>Noise that is brighter towards the end of z.</summary>
    private static PreparedScan Prepared(Grid grid, int seed)
    {
        var random = new Random(seed);
        return new PreparedScan(grid, 1, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(i =>
            (float)(Math.Pow(random.NextDouble(), 3) + i / 144 * 0.1))]);
    }
}
