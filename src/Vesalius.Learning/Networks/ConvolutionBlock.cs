using TorchSharp;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Vesalius.Learning.Networks;

/// <summary>Convolution, norm, leaky ReLU.</summary>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    private readonly Convolution conv;
    private readonly NormActivation norm;

    /// <summary>A block of the given channels, kernel and stride (per axis, slowest first).</summary>
    public ConvolutionBlock((long In, long Out) channels, long[] kernel, long[] stride, NormKind kind, bool activation = true)
        : base(nameof(ConvolutionBlock))
    {
        conv = new Convolution(channels, kernel, stride);
        norm = new NormActivation(channels.Out, kind, activation);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => conv.forward(input).Into(norm.forward);

    /// <summary>The block applied to two inputs side by side along the channels.</summary>
    public Tensor Joined(Tensor first, Tensor second) => conv.Joined(first, second).Into(norm.forward);
}
