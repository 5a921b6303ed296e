namespace Vesalius.Learning.Plans;

/// <summary>How large a plan's network is, counted without making it.</summary>
internal sealed class NetworkSize
{
    // What the backward pass holds on the finest level besides: the gradient that comes in, the one that goes out, and what is reordered.
    private const int BackwardMaps = 4;

    // Of every score: its gradient, and the class index (8 bytes) beside it.
    private const int PerScore = 2, PerVoxel = 3;

    private readonly NetworkPlan network;
    private readonly int dimensions;
    private readonly long[] voxels;

    /// <summary>The network of a plan.</summary>
    public NetworkSize(SegmentationPlan plan)
    {
        network = plan.Network;
        dimensions = plan.Dimensions;
        voxels = new long[network.Features.Count];
        long left = plan.PatchSize.Count;
        for (int level = 0; level < voxels.Length; level++)
        {
            left /= Product(network.Strides[level]);
            voxels[level] = left;
        }

        int levels = voxels.Length;
        Weights = Enumerable.Range(0, levels).Sum(level => EncoderWeights(level, plan.Channels.Count))
            + Enumerable.Range(0, levels - 1).Sum(DecoderWeights)
            + Enumerable.Range(0, Math.Min(network.SupervisedLevels, Math.Max(1, levels - 1))).Sum(level => (network.Features[level] + 1L) * plan.ClassCount);
        long kept = Enumerable.Range(0, levels).Sum(level => EncoderMaps(level) * network.Features[level] * voxels[level])
            + Enumerable.Range(0, levels - 1).Sum(level => DecoderMaps(level) * network.Features[level] * voxels[level]);
        long scores = Enumerable.Range(0, Math.Max(1, Math.Min(network.SupervisedLevels, levels - 1)))
            .Sum(level => voxels[level] * (PerScore * plan.ClassCount + PerVoxel));
        Activations = kept + scores + voxels[0] * (2L * plan.Channels.Count + BackwardMaps * network.Features[0]);
    }

    /// <summary>Numbers that are learned.</summary>
    public long Weights { get; }

    /// <summary>Numbers that a training step holds at once for one patch, besides the weights.</summary>
    public long Activations { get; }

    // A convolution keeps its output for the norm, and the norm its output for the next convolution.
    private long EncoderMaps(int level) =>
        (network.Block == BlockKind.Residual ? 6L : 2L) * network.EncoderBlocks[level] + (level == 0 && network.HasStem ? 2 : 0);

    private long DecoderMaps(int level) => 1 + 2L * network.DecoderBlocks[level];

    private long EncoderWeights(int level, int channels)
    {
        long from = level == 0 ? channels : network.Features[level - 1], to = network.Features[level], kernel = Kernel(level), sum = 0;
        if (level == 0 && network.HasStem)
        {
            sum += kernel * from * to + 2 * to;
            from = to;
        }

        for (int block = 0; block < network.EncoderBlocks[level]; block++, from = to)
        {
            sum += kernel * from * to + 2 * to;
            sum += network.Block == BlockKind.Residual ? kernel * to * to + 2 * to + (from == to ? 0 : from * to + 2 * to) : 0;
        }

        return sum;
    }

    private long DecoderWeights(int level)
    {
        long below = network.Features[level + 1], to = network.Features[level], kernel = Kernel(level);
        long upsampling = Product(network.Strides[level + 1]) * below * to + (network.HasUpsamplingBias ? to : 0);
        return upsampling + kernel * 2 * to * to + 2 * to + (network.DecoderBlocks[level] - 1) * (kernel * to * to + 2 * to);
    }

    private long Kernel(int level) => Product([.. network.Kernels[level].Take(dimensions)]);

    private static long Product(IReadOnlyList<int> factors) => factors.Aggregate(1L, (product, factor) => product * factor);
}
