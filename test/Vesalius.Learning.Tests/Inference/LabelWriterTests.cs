using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Inference;

public sealed class LabelWriterTests
{
    private static readonly Gen<(Size3 Scan, Size3 Working, int Groups, int Seed)> Cases = Gen.Select(
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 9], Gen.Int[1, 14], (x, y, z) => new Size3(x, y, z)),
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 12], Gen.Int[1, 12], (x, y, z) => new Size3(x, y, z)),
        Gen.Int[1, 5], Gen.Int[0, 10_000]);

    [Fact]
    public void Slab_by_slab_and_group_by_group_gives_the_best_class_of_the_whole() => Cases.Sample(
        one =>
        {
            var random = new Random(one.Seed);
            Grid scan = Grid.Of(one.Scan, new Spacing(1, 2, 3));
            Scores scores = Random(random, scan.WithSize(one.Working), 5);
            byte[] expected = scores.ArgMaxOnto(scan).Array;
            ushort[] found = Written(scores, ScanPlacement.Whole(scan), one.Groups, random).Array;
            Assert.Equal(expected.Select(c => c == 0 ? 0 : 10 * c), found.Select(value => (int)value));
        },
        iter: 200);

    [Fact]
    public void A_box_with_its_axes_turned_lands_in_its_place_and_the_rest_is_background()
    {
        // Box axes (x, y, z) are the scan's (y, z, x), from voxel (1, 2, 3) of the box's own axes.
        Grid scan = Grid.Of(new Size3(7, 5, 6), new Spacing(1, 1, 1));
        var placement = new ScanPlacement { Scan = scan, Axes = [1, 2, 0], Start = (1, 2, 3), Size = new Size3(3, 4, 2) };
        var one = new Volume<float>(Grid.Of(placement.Size, new Spacing(1, 1, 1)));
        one[2, 1, 0] = 5;
        Volume<ushort> labels = Written(new Scores([new Volume<float>(one.Grid), one]), placement, 1, new Random(1));
        Assert.Equal(10, labels[3, 3, 3]);
        Assert.Equal(1, labels.Array.Count(value => value != 0));
    }

    [Fact]
    public void Across_coarse_slices_the_nearest_counts()
    {
        Grid scan = Grid.Of(new Size3(1, 1, 3), new Spacing(1, 1, 4));
        var placement = new ScanPlacement { Scan = scan, Size = scan.Size, NearestAxis = 2 };
        Grid working = scan.WithSize(new Size3(1, 1, 6));
        var scores = new Scores([new Volume<float>(working), new Volume<float>(working, [-9, 1, -9, 1, 1, -9])]);
        Assert.Equal([10, 10, 0], Written(scores, placement, 1, new Random(1)).Array.Select(value => (int)value));
    }

    [Fact]
    public void Regions_are_painted_one_over_the_other()
    {
        Grid grid = Grid.Of(new Size3(4, 1, 1), new Spacing(1, 1, 1));
        var scores = new Scores([new Volume<float>(grid, [-1, 1, 9, -1]), new Volume<float>(grid, [-1, -1, 1, 1])]);
        Volume<ushort> labels = Written(scores, ScanPlacement.Whole(grid), 2, new Random(1), OutputKind.Regions);
        Assert.Equal([0, 10, 20, 20], labels.Array.Select(value => (int)value));
    }

    [Fact]
    public void More_groups_of_classes_need_less_memory_and_what_cannot_fit_is_refused_with_the_figure()
    {
        var need = new MemoryNeed(Large, new Size3(512, 512, 800), new Size3(256, 256, 533), 120_000_000, Precision.BFloat16);
        int groups = need.GroupsFor(4_000_000_000);
        Assert.InRange(groups, 1, 12);
        Assert.True(need.Predicting(groups) <= 4_000_000_000);
        Assert.True(groups == 1 || need.Predicting(groups - 1) > 4_000_000_000 || need.Preparing > 4_000_000_000);
        Assert.Equal(1, need.GroupsFor(null));
        string refusal = Assert.Throws<ArgumentException>(() => need.GroupsFor(1_000_000_000)).Message;
        Assert.Contains("512×512×800", refusal, StringComparison.Ordinal);
        Assert.Matches(@"needs \d\.\d\d GB .* 1\.00 GB are allowed", refusal);
    }

    [Fact]
    public void Reading_ahead_needs_room_for_what_is_read_and_what_is_written()
    {
        var need = new MemoryNeed(Large, new Size3(256, 256, 300), new Size3(128, 128, 200), 120_000_000, Precision.BFloat16);
        long alone = need.Predicting(1), read = need.Beside, written = MemoryNeed.Writing(need.Scan);
        Assert.True(read > 4 * need.Scan.Count && written >= 2 * need.Scan.Count);
        Assert.True(need.FitsBeside(need.Scan, need, alone + read + written));
        Assert.False(need.FitsBeside(need.Scan, need, alone + read + written - 1));
        Assert.True(need.FitsBeside(null, need, alone + read));
        Assert.True(need.FitsBeside(null, null, Math.Max(alone, need.Preparing)));
    }

    [Fact]
    public void Corrections_and_judging_are_foretold()
    {
        var need = new MemoryNeed(Large, new Size3(256, 256, 300), new Size3(128, 128, 200), 120_000_000, Precision.BFloat16) { Threads = 2 };
        Assert.True((need with { Corrects = true }).Predicting(1) - need.Predicting(1) >= 10 * need.Scan.Count);
        Assert.True((need with { Threads = 64 }).Predicting(1) - need.Predicting(1) >= 62 * 4L * (256 * 256 + 2 * 128 * 128));
    }

    private static SegmentationPlan Large => TestPlans.Of(new Size3(128, 128, 128), labels: 117) with
    {
        Network = new NetworkPlan
        {
            Features = [32, 64, 128, 256, 320, 320], Strides = [[1, 1, 1], [2, 2, 2], [2, 2, 2], [2, 2, 2], [2, 2, 2], [2, 2, 2]],
            Kernels = [.. Enumerable.Repeat<IReadOnlyList<int>>([3, 3, 3], 6)], EncoderBlocks = [2, 2, 2, 2, 2, 2], DecoderBlocks = [2, 2, 2, 2, 2],
        },
    };

    private static Scores Random(Random random, Grid grid, int classes) => new(
        [.. Enumerable.Range(0, classes).Select(_ => new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(_ => (float)random.NextDouble())]))]);

    /// <summary>Writes scores in slabs of random thickness.</summary>
    private static Volume<ushort> Written(Scores scores, ScanPlacement placement, int groups, Random random, OutputKind outputs = OutputKind.Exclusive)
    {
        int classes = scores.Classes.Count;
        SegmentationPlan plan = TestPlans.Of(new Size3(4, 4, 4), labels: outputs == OutputKind.Regions ? classes : classes - 1) with { Outputs = outputs };
        Size3 size = scores.Grid.Size;
        var writer = new LabelWriter(placement, size, plan, groups);
        foreach (ClassRange group in ClassRange.Groups(classes, groups))
        {
            for (int z = 0, count; z < size.Z; z += count)
            {
                count = Math.Min(size.Z - z, random.Next(1, 5));
                float[][] values = [.. scores.Classes.Skip(group.First).Take(group.Count).Select(one => one.Array[(z * size.X * size.Y)..])];
                writer.Add(new ScoreSlab(z, count, group, values), default);
            }
        }

        return writer.Labels;
    }
}
