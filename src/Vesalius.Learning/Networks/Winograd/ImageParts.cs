using static TorchSharp.torch;
using Vesalius.Learning.Networks.Native;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>
/// One or two images of the same grid whose channels count as one row of channels, the first image's first: what a U-Net joins at every
/// level, without copying it together.
/// </summary>
internal readonly unsafe struct ImageParts
{
    private const int Lanes = 16;
    private readonly nint first;
    private readonly nint second;
    private readonly int firstChannels;
    private readonly int secondChannels;

    /// <summary>Images [N, C, (D,) H, W], float32, channels last in memory, C a multiple of 16. The caller keeps the tensors alive.</summary>
    public ImageParts(Tensor first, Tensor? second = null)
    {
        this.first = TensorMemory.Address(first);
        firstChannels = (int)first.shape[1];
        this.second = second is null ? 0 : TensorMemory.Address(second);
        secondChannels = second is null ? 0 : (int)second.shape[1];
    }

    /// <summary>Blocks of 16 channels in all.</summary>
    public int Blocks => (firstChannels + secondChannels) / Lanes;

    /// <summary>The first channel of a block at voxel 0 of sample 0, and the channels of its image.</summary>
    public (nint Image, int Channels) Block(int block)
    {
        int channel = block * Lanes;
        return channel < firstChannels
            ? (first + channel * sizeof(float), firstChannels)
            : (second + (channel - firstChannels) * sizeof(float), secondChannels);
    }
}
