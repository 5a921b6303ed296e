using TorchSharp;
using TorchSharp.Modules;
using Vesalius.Learning.Networks.Winograd;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Vesalius.Learning.Networks;

/// <summary>A convolution in 2-D or 3-D, "same" padded, or its transpose with kernel and stride equal. Weights are stored channels-last.</summary>
internal sealed class Convolution : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly long[] stride;
    private readonly long[] padding;
    private readonly bool transposed;
    private Tensor? prepared;
    private FrequencyWeights? frequencies;

    /// <summary>Weights drawn from a normal distribution of He's variance (a leaky ReLU of slope 0.01 follows), biases zero.</summary>
    /// <param name="channels">Channels in and out.</param>
    /// <param name="kernel">Per axis, slowest first (z, y, x) or (y, x).</param>
    /// <param name="stride">Per axis, slowest first.</param>
    /// <param name="kind">Whether it has a bias, and whether it is transposed.</param>
    public Convolution((long In, long Out) channels, long[] kernel, long[] stride, ConvolutionKind kind = ConvolutionKind.Plain)
        : base(nameof(Convolution))
    {
        this.stride = stride;
        transposed = kind is ConvolutionKind.Transposed or ConvolutionKind.TransposedWithBias;
        padding = [.. kernel.Select(k => transposed ? 0 : k / 2)];
        long[] shape = transposed ? [channels.In, channels.Out, .. kernel] : [channels.Out, channels.In, .. kernel];
        double fanIn = transposed ? channels.In : channels.In * kernel.Aggregate(1L, (product, k) => product * k);
        using (NewDisposeScope())
        {
            weight = new Parameter(ChannelsLast.Of(randn(shape) * Math.Sqrt(2 / (1 + 0.01 * 0.01) / fanIn)).MoveToOuterDisposeScope());
            bias = kind is ConvolutionKind.WithBias or ConvolutionKind.TransposedWithBias ? new Parameter(zeros(channels.Out).MoveToOuterDisposeScope()) : null;
        }

        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        Fits(input) ? Winograd(input, null) : Convolve(input, Weight(input.dtype));

    /// <summary>
    /// The convolution of two inputs side by side along the channels. In training on the CPU each is convolved with its part of the weights
    /// and the results are added: nothing is copied together and apart again, and the gradients of two narrow convolutions take less time
    /// than those of one wide one.
    /// </summary>
    public Tensor Joined(Tensor first, Tensor second)
    {
        if (Fits(first) && Fits(second))
        {
            return Winograd(first, second);
        }

        if (!is_grad_enabled() || first.device_type != DeviceType.CPU)
        {
            return forward(cat([first, second], 1));
        }

        Tensor w = Weight(first.dtype);
        return Convolve(first, ChannelsLast.Of(w.narrow(1, 0, first.shape[1])))
            .add_(Convolve(second, ChannelsLast.Of(w.narrow(1, first.shape[1], second.shape[1]))));
    }

    /// <summary>Some of the outputs alone: those of a head with many classes are never all needed at once.</summary>
    public Tensor Outputs(Tensor input, int first, int count)
    {
        Tensor w = Weight(input.dtype).narrow(0, first, count);
        return Convolve(input, w, bias?.to_type(input.dtype).narrow(0, first, count));
    }

    private bool Fits(Tensor input) => !transposed && bias is null && WinogradConvolution.Fits(weight, stride, input);

    private Tensor Winograd(Tensor first, Tensor? second)
    {
        if (!is_grad_enabled() && prepared is not null)
        {
            frequencies ??= FrequencyWeights.Forward(weight);
        }

        return WinogradConvolution.Run(first, second, weight, is_grad_enabled() ? null : frequencies);
    }

    private Tensor Convolve(Tensor input, Tensor w) => Convolve(input, w, bias?.to_type(input.dtype));

    private Tensor Convolve(Tensor input, Tensor w, Tensor? b) => (transposed, stride.Length) switch
    {
        (false, 3) => functional.conv3d(input, w, b, stride, padding),
        (false, _) => functional.conv2d(input, w, b, stride, padding),
        (true, 3) => functional.conv_transpose3d(input, w, b, stride),
        (true, _) => functional.conv_transpose2d(input, w, b, stride),
    };

    /// <summary>Keeps the weights in the type of the activations, for many forward passes without training.</summary>
    public void Prepare(ScalarType type)
    {
        prepared?.Dispose();
        frequencies?.Dispose();
        frequencies = null;
        prepared = weight.detach().to_type(type).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            prepared?.Dispose();
            frequencies?.Dispose();
        }

        base.Dispose(disposing);
    }

    private Tensor Weight(ScalarType type) =>
        weight.dtype == type ? weight : prepared is { } ready && ready.dtype == type && !is_grad_enabled() ? ready : weight.to_type(type);
}

/// <summary>The variants of <see cref="Convolution"/>.</summary>
internal enum ConvolutionKind
{
    /// <summary>Without bias: a norm follows.</summary>
    Plain,

    /// <summary>With bias: nothing follows.</summary>
    WithBias,

    /// <summary>Transposed, without bias: makes the grid finer by its stride.</summary>
    Transposed,

    /// <summary>Transposed, with bias.</summary>
    TransposedWithBias,
}
