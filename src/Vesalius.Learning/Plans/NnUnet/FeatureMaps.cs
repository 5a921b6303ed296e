using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>nnU-Net's measure of the memory that a network takes: how many numbers its convolutions put out for one patch.</summary>
internal static class FeatureMaps
{
    /// <summary>The outputs of every convolution of encoder and decoder, of every upsampling, and of the head at full resolution.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="network">The network.</param>
    /// <param name="classes">Output classes, background included.</param>
    public static long SizeOf(Size3 patch, NetworkPlan network, int classes)
    {
        long voxels = patch.Count, size = classes * voxels + (network.HasStem ? network.Features[0] * voxels : 0);
        for (int level = 0; level < network.Features.Count; level++)
        {
            IReadOnlyList<int> stride = network.Strides[level];
            voxels /= stride[0] * stride[1] * stride[2];
            long convolutions = Convolutions(network, level);
            if (level < network.DecoderBlocks.Count)
            {
                convolutions += network.DecoderBlocks[level] + 1;
            }

            size += convolutions * network.Features[level] * voxels;
        }

        return size;
    }

    /// <summary>Those of one encoder level; a residual block has two, and a third around them where it changes grid or channels.</summary>
    private static int Convolutions(NetworkPlan network, int level)
    {
        if (network.Block == BlockKind.Plain)
        {
            return network.EncoderBlocks[level];
        }

        bool isChanged = level > 0
            && (network.Strides[level].Any(step => step != 1) || network.Features[level] != network.Features[level - 1]);
        return 2 * network.EncoderBlocks[level] + (isChanged ? 1 : 0);
    }
}
