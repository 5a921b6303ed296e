using TorchSharp;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Vesalius.Learning.Networks;

/// <summary>
/// Two convolutions with a shortcut around them: <c>leaky(norm(conv(block(x))) + shortcut(x))</c>. Where the stride is not 1 the shortcut
/// averages, where the channels change it has a 1×1 convolution. Source: He et al., arXiv:1512.03385, in the form of nnU-Net's residual encoder.
/// </summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly ConvolutionBlock first;
    private readonly ConvolutionBlock second;
    private readonly ConvolutionBlock? shortcut;
    private readonly long[] stride;

    /// <summary>A block of the given channels, kernel and stride (per axis, slowest first).</summary>
    public ResidualBlock((long In, long Out) channels, long[] kernel, long[] stride, NormKind kind)
        : base(nameof(ResidualBlock))
    {
        long[] unit = [.. stride.Select(_ => 1L)];
        this.stride = stride;
        first = new ConvolutionBlock(channels, kernel, stride, kind);
        second = new ConvolutionBlock((channels.Out, channels.Out), kernel, unit, kind, activation: false);
        shortcut = channels.In == channels.Out ? null : new ConvolutionBlock(channels, unit, unit, kind, activation: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor around = stride.All(step => step == 1) ? input : Averaged(input);
        if (shortcut is not null)
        {
            around = shortcut.forward(around);
        }

        return functional.leaky_relu(first.forward(input).Into(second.forward) + around, 0.01);
    }

    // The library averages binary32 only.
    private Tensor Averaged(Tensor input)
    {
        Tensor full = input.to_type(ScalarType.Float32);
        Tensor averaged = stride.Length == 3 ? functional.avg_pool3d(full, stride, stride) : functional.avg_pool2d(full, stride, stride);
        return averaged.to_type(input.dtype);
    }
}
