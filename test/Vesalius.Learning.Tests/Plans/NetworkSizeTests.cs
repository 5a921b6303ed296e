using Vesalius.Imaging;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Tests.Plans;

public class NetworkSizeTests
{
    [Theory]
    [InlineData(BlockKind.Plain, false, 3)]
    [InlineData(BlockKind.Residual, true, 3)]
    [InlineData(BlockKind.Plain, false, 2)]
    public void Weights_are_counted_as_the_network_has_them(BlockKind block, bool stem, int dimensions)
    {
        int[] kernel = dimensions == 3 ? [3, 3, 3] : [3, 3, 1], flat = [3, 3, 1], half = dimensions == 3 ? [2, 2, 2] : [2, 2, 1];
        SegmentationPlan plan = TestPlans.Of(dimensions == 3 ? new Size3(16, 16, 16) : new Size3(16, 16, 1), channels: 2) with
        {
            Network = new NetworkPlan
            {
                Features = [4, 8, 12],
                Strides = [[1, 1, 1], half, [2, 2, 1]],
                Kernels = [flat, kernel, kernel],
                EncoderBlocks = [1, 2, 3],
                DecoderBlocks = [2, 1],
                Block = block,
                HasStem = stem,
                HasUpsamplingBias = stem,
                SupervisedLevels = 2,
            },
        };
        using var network = new UNetModule(plan.Network, dimensions, 2, plan.ClassCount);
        Assert.Equal(NetworkWeights.Learned(network).Sum(one => one.Value.numel()), new NetworkSize(plan).Weights);
    }

    [Fact]
    public void Twice_the_patch_takes_twice_the_activations()
    {
        SegmentationPlan plan = TestPlans.Of(new Size3(16, 16, 16));
        Assert.Equal(2 * new NetworkSize(plan).Activations, new NetworkSize(plan with { PatchSize = new Size3(16, 16, 32) }).Activations);
    }
}
