using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Tests.Inference;

public sealed class CoarseToFineTests
{
    private static readonly SegmentationPlan Plan = TestPlans.Of(new Size3(8, 8, 8), new Spacing(1, 1, 1), labels: 1);

    // With a limit on memory no scores are kept for windows of one value.
    private static readonly SlidingWindowOptions EveryWindow = new() { MaxMemory = 100L << 30 };

    [Fact]
    public void The_fine_pass_looks_only_where_the_coarse_one_found_something_and_gives_the_same_labels()
    {
        Volume<float> scan = Scan(new Size3(48, 40, 32), (x, y, z) => x is >= 20 and < 26 && y is >= 10 and < 18 && z is >= 20 and < 24);
        (ushort[] whole, int wholeCalls) = Label(scan, EveryWindow);
        (ushort[] part, int partCalls) = Label(scan, EveryWindow with { CoarseFirst = true });
        Assert.Equal(whole, part);
        Assert.True(partCalls * 3 < wholeCalls, $"{partCalls} windows instead of {wholeCalls}.");
    }

    [Fact]
    public void A_structure_that_reaches_the_boxs_faces_is_followed()
    {
        // Thin as it goes on: too thin for the coarse pass, which sees the thick end only.
        Volume<float> scan = Scan(
            new Size3(64, 32, 32), (x, y, z) => x < 10 ? y is >= 10 and < 18 && z is >= 10 and < 18 : x < 50 && y == 13 && z == 13);
        (ushort[] whole, int wholeCalls) = Label(scan, EveryWindow);
        (ushort[] part, int partCalls) = Label(scan, EveryWindow with { CoarseFirst = true });
        Assert.Equal(whole, part);
        Assert.NotEqual(0, part[scan.Size.IndexOf(45, 13, 13)]);
        Assert.True(partCalls < wholeCalls * 3, $"{partCalls} windows.");
    }

    [Fact]
    public void Structures_that_may_overlap_are_looked_for_where_any_of_them_is()
    {
        Volume<float> scan = Scan(new Size3(48, 40, 32), (x, y, z) => x is >= 20 and < 26 && y is >= 10 and < 18 && z is >= 20 and < 24);
        SegmentationPlan overlapping = Plan with
        {
            Outputs = OutputKind.Overlapping, Labels = [new PlannedLabel(1, "one"), new PlannedLabel(2, "other")],
        };
        (LabelMap whole, int wholeCalls) = Map(scan, overlapping, EveryWindow);
        (LabelMap part, int partCalls) = Map(scan, overlapping, EveryWindow with { CoarseFirst = true });
        Assert.All(whole.Table, label => Assert.Equal(whole.Mask(label).Array, part.Mask(label).Array));
        Assert.Equal(6 * 8 * 4, whole.Mask(whole.Table[0]).Array.Count(inside => inside));
        Assert.True(partCalls * 3 < wholeCalls, $"{partCalls} windows instead of {wholeCalls}.");
    }

    [Fact]
    public void Where_the_coarse_pass_finds_nothing_all_is_looked_at()
    {
        Volume<float> scan = Scan(new Size3(32, 32, 32), (x, y, z) => (x, y, z) == (13, 13, 13));
        ushort[] labels = Label(scan, new SlidingWindowOptions { CoarseFirst = true }).Labels;
        Assert.Equal(1, labels.Count(label => label != 0));
    }

    [Fact]
    public void Boxes_anywhere_on_scans_of_any_spacing_come_out_as_without_the_coarse_pass() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 3]).Sample((seed, thick) =>
        {
            var random = new Random(seed);
            var size = new Size3(random.Next(6, 40), random.Next(6, 40), random.Next(6, 30));
            int[] low = [random.Next(size.X - 5), random.Next(size.Y - 5), random.Next(size.Z - 5)];
            var spacing = new Spacing(1, 0.7 + random.NextDouble(), thick == 0 ? 2.5 : 1);
            Volume<float> scan = Scan(size, (x, y, z) => x >= low[0] && x < low[0] + 5 && y >= low[1] && y < low[1] + 5 && z >= low[2] && z < low[2] + 5, spacing);
            Assert.Equal(Label(scan, new SlidingWindowOptions()).Labels, Label(scan, new SlidingWindowOptions { CoarseFirst = true }).Labels);
        }, iter: 40);

    [Fact]
    public void Windows_that_see_one_value_only_are_seen_once_and_change_nothing()
    {
        Volume<float> scan = Scan(new Size3(48, 16, 16), (x, y, z) => x < 8 && (x + y + z) % 3 == 0);
        (ushort[] all, int allCalls) = Label(scan, new SlidingWindowOptions { MaxMemory = 100L << 30 });
        (ushort[] once, int onceCalls) = Label(scan, new SlidingWindowOptions());
        Assert.Equal(all, once);
        Assert.Equal(11 * 9, allCalls);
        Assert.Equal(2 * 9 + 1, onceCalls);
        (ushort[] mirrored, _) = Label(scan, new SlidingWindowOptions { MaxMemory = 100L << 30, Mirror = true });
        Assert.Equal(mirrored, Label(scan, new SlidingWindowOptions { Mirror = true }).Labels);
    }

    [Fact]
    public void Air_is_background_without_being_looked_at()
    {
        SegmentationPlan ct = Plan with { Normalizations = [new Normalization.FixedWindow(-1000, 1000, 0, 1000)] };
        Volume<float> scan = Scan(new Size3(64, 16, 16), (x, y, z) => x < 10).Map(bright => bright > 0.5f ? 800 : -1000f + bright);
        (ushort[] all, int allCalls) = Label(scan, new SlidingWindowOptions { MaxMemory = 100L << 30 }, ct);
        (ushort[] some, int someCalls) = Label(scan, new SlidingWindowOptions { MaxMemory = 100L << 30, SkipAir = true }, ct);
        Assert.Equal(all, some);
        Assert.Equal(15 * 9, allCalls);
        Assert.Equal(3 * 9, someCalls);
        Assert.Throws<ArgumentException>(() => Label(scan, new SlidingWindowOptions { SkipAir = true }));
    }

    private static (LabelMap Labels, int Calls) Map(Volume<float> scan, SegmentationPlan plan, SlidingWindowOptions options)
    {
        var network = new CountingNetwork(hasBackground: false);
        using var segmenter = Segmenter.Of([network], plan, options);
        return (segmenter.Label(() => [scan], cancellation: TestContext.Current.CancellationToken), network.Calls);
    }

    private static (ushort[] Labels, int Calls) Label(Volume<float> scan, SlidingWindowOptions options, SegmentationPlan? plan = null)
    {
        var network = new CountingNetwork();
        using var segmenter = Segmenter.Of([network], (plan ?? Plan) with { MirrorAxes = ["x", "z"] }, options);
        return (segmenter.Label(() => [scan], cancellation: TestContext.Current.CancellationToken).Voxels.Array, network.Calls);
    }

    private static Volume<float> Scan(Size3 size, Func<int, int, int, bool> isBright, Spacing? spacing = null)
    {
        var scan = new Volume<float>(Grid.Of(size, spacing ?? new Spacing(1, 1, 1)));
        for (int i = 0; i < scan.Array.Length; i++)
        {
            scan.Array[i] = isBright(i % size.X, i / size.X % size.Y, i / size.X / size.Y) ? 1 : 0;
        }

        return scan;
    }
}
