using static TorchSharp.torch;

namespace Vesalius.Learning.Networks;

/// <summary>
/// Tensors whose channels lie side by side in memory: what CPU convolutions read and write without reordering. Logical shapes stay
/// [N, C, (D,) H, W].
/// </summary>
internal static class ChannelsLast
{
    /// <summary>The tensor itself when its channels already lie side by side, otherwise a copy whose channels do.</summary>
    public static Tensor Of(Tensor tensor)
    {
        if (tensor.shape[1] == 1 && tensor.is_contiguous())
        {
            // One channel lies side by side with itself, but only a stride of 1 tells convolutions so.
            long[] strides = tensor.stride();
            strides[1] = 1;
            return tensor.as_strided(tensor.shape, strides);
        }

        Tensor moved = tensor.permute(ToLast(tensor.ndim));
        return moved.is_contiguous() ? tensor : moved.contiguous().permute(ToSecond(tensor.ndim));
    }

    private static long[] ToLast(long rank) => rank == 5 ? [0, 2, 3, 4, 1] : [0, 2, 3, 1];

    private static long[] ToSecond(long rank) => rank == 5 ? [0, 4, 1, 2, 3] : [0, 3, 1, 2];
}
