using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Inference;

public sealed class SlidingWindowTests
{
    private static readonly SegmentationPlan Plan = new()
    {
        Dimensions = 3,
        Channels = ["image"],
        Labels = [new PlannedLabel(1, "one"), new PlannedLabel(2, "two")],
        WorkingGrid = new WorkingGrid.OfSpacing(new Spacing(1, 1, 1)),
        Normalizations = [new Normalization.None()],
        PatchSize = new Size3(8, 12, 4),
        MirrorAxes = ["x", "y"],
        Network = new NetworkPlan
        {
            Features = [4, 8],
            Strides = [[1, 1, 1], [2, 2, 2]],
            Kernels = [[3, 3, 3], [3, 3, 3]],
            EncoderBlocks = [1, 1],
            DecoderBlocks = [1],
        },
    };

    [Fact]
    public void Windows_start_where_the_field_s_reference_puts_them()
    {
        Assert.Equal([0, 23, 46], Tiles.Starts(110, 64, 0.5));
        Assert.Equal([0], Tiles.Starts(64, 64, 0.5));
        Assert.Equal([-2], Tiles.Starts(59, 64, 0.5));
        Assert.Equal(3, Tiles.Starts(305, 128, 0.8).Length);
        Assert.Equal(4, Tiles.Starts(280, 128, 0.5).Length);
        Assert.Equal(36, Tiles.Starts(280, 128, 0.5).Length * Tiles.Starts(250, 128, 0.5).Length * Tiles.Starts(250, 128, 0.5).Length);
    }

    [Fact]
    public void A_planar_network_sees_each_slice_once() => Assert.Equal([0, 1, 2, 3, 4], Tiles.Starts(5, 1, 0.5));

    /// <summary>scipy.ndimage.gaussian_filter of a delta on voxel n // 2, deviation n / 8, scaled to 10, as binary16.</summary>
    [Fact]
    public void Windows_are_weighed_as_nnu_net_weighs_them()
    {
        float[] line = Tiles.NnUnetWeights(new Size3(8, 1, 1));
        Assert.Equal([0.003355f, 0.111084f, 1.353516f, 6.066406f, 10, 6.066406f, 1.353516f, 0.111084f], line.Select(weight => MathF.Round(weight, 6)));
        float[] cube = Tiles.NnUnetWeights(new Size3(64, 64, 64));
        Assert.Equal(10, cube.Max());
        Assert.Equal(5.9604645e-8f, cube.Min());
    }

    [Fact]
    public void No_more_planes_are_held_than_a_window_is_deep()
    {
        using UNetModule network = Network();
        PreparedScan scan = Scan(9, 13, 23);
        var window = new SlidingWindow(network, Plan, new SlidingWindowOptions());
        int planes = 0;
        foreach (ScoreSlab slab in window.Slabs(scan, new ClassRange(1, 2), null, TestContext.Current.CancellationToken))
        {
            Assert.Equal(planes, slab.First);
            Assert.Equal(2, slab.Values.Length);
            Assert.All(slab.Values, values => Assert.Equal(9 * 13 * Plan.PatchSize.Z, values.Length));
            planes += slab.Count;
        }

        Assert.Equal(23, planes);    }

    [Theory]
    [InlineData(8, 12, 4)]
    [InlineData(21, 13, 9)]
    [InlineData(5, 7, 3)]
    [InlineData(8, 30, 1)]
    public void Blending_a_constant_gives_the_constant(int x, int y, int z)
    {
        using UNetModule network = Network();
        using (no_grad())
        {
            foreach ((string name, Tensor value) in NetworkWeights.Of(network).Where(one => one.Key.StartsWith("heads", StringComparison.Ordinal)))
            {
                value.copy_(name.EndsWith("bias", StringComparison.Ordinal) ? tensor(new float[] { 0.25f, -3, 7 }) : zeros_like(value));
            }
        }

        Scores scores = new SlidingWindow(network, Plan, new SlidingWindowOptions { Step = 0.4, Mirror = true }).Predict(Scan(x, y, z));
        Assert.All(scores.Classes[0].Array, score => Assert.Equal(0.25f, score, 1e-5f));
        Assert.All(scores.Classes[2].Array, score => Assert.Equal(7, score, 1e-4f));
        Assert.All(scores.ArgMaxOnto(scores.Grid).Array, found => Assert.Equal(2, found));
    }

    [Fact]
    public void A_scan_of_one_window_gets_the_scores_of_the_network_itself()
    {
        using IDisposable scope = NewDisposeScope();
        using UNetModule network = Network();
        PreparedScan scan = Scan(8, 12, 4);
        Scores scores = new SlidingWindow(network, Plan, new SlidingWindowOptions()).Predict(scan);
        using var noGrad = no_grad();
        float[] direct = network.forward(tensor(scan.Voxels).reshape(1, 1, 4, 12, 8))[0].contiguous().data<float>().ToArray();
        float[] blended = [.. scores.Classes.SelectMany(one => one.Array)];
        Assert.All(direct.Zip(blended), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Probabilities_sum_to_one_and_agree_with_the_best_class()
    {
        using UNetModule network = Network();
        Scores scores = new SlidingWindow(network, Plan, new SlidingWindowOptions()).Predict(Scan(16, 12, 6));
        Grid fine = scores.Grid.WithSize(new Size3(20, 17, 9));
        IReadOnlyList<Volume<float>> probabilities = scores.ProbabilitiesOnto(fine);
        byte[] best = scores.ArgMaxOnto(fine).Array;
        for (int i = 0; i < best.Length; i++)
        {
            float[] voxel = [.. probabilities.Select(one => one.Array[i])];
            Assert.Equal(1, voxel.Sum(), 1e-4f);
            Assert.True(voxel[best[i]] >= voxel.Max() - 1e-5f);
        }
    }

    private static UNetModule Network()
    {
        random.manual_seed(2);
        var network = new UNetModule(Plan.Network, 3, 1, 3);
        network.eval();
        return network;
    }

    private static PreparedScan Scan(int x, int y, int z)
    {
        var noise = new Random(4);
        Grid grid = Grid.Of(new Size3(x, y, z), new Spacing(1, 1, 1));
        return new PreparedScan(grid, 1, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(_ => (float)noise.NextDouble())]);
    }
}
