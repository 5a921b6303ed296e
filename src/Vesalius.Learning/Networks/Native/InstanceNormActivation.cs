using TorchSharp;
using static TorchSharp.torch;

namespace Vesalius.Learning.Networks.Native;

/// <summary>Instance norm and leaky ReLU as one step of the autograd graph, for channels-last CPU tensors of type float or bfloat16.</summary>
internal sealed class InstanceNormActivation : autograd.SingleTensorFunction<InstanceNormActivation>
{
    /// <inheritdoc/>
    public override string Name => nameof(InstanceNormActivation);

    /// <summary>Normalises and activates. Without gradients the input's own memory is overwritten.</summary>
    /// <param name="x">[N, C, (D,) H, W], channels-last, on the CPU.</param>
    /// <param name="gamma">[C], float.</param>
    /// <param name="beta">[C], float.</param>
    /// <param name="slope">The leaky ReLU's slope for negative values; 1 for none.</param>
    public static Tensor Run(Tensor x, Tensor gamma, Tensor beta, float slope) =>
        is_grad_enabled() ? GraphStep.Forward(() => apply(x, gamma, beta, slope)) : Normalize(ChannelsLast.Of(x), gamma, beta, slope, inPlace: true).Output;

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tensor x = ChannelsLast.Of((Tensor)vars[0]), gamma = (Tensor)vars[1], beta = (Tensor)vars[2];
        float slope = (float)vars[3];
        (Tensor output, Tensor statistics) = Normalize(x, gamma, beta, slope, inPlace: false);
        ctx.save_for_backward([x, gamma, beta, statistics]);
        ctx.save_data("slope", slope);
        return output;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        GraphStep.Backward(grad_output, () => Gradients(ctx, grad_output));

    private static unsafe List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
    {
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor x = saved[0], gamma = saved[1], beta = saved[2], meanAndRate = saved[3];
        Tensor dy = ChannelsLast.Of(grad_output.to_type(x.dtype)), dx = empty_like(x);
        NormShape shape = Shape(x, (float)ctx.get_data("slope"));
        using var statistics = new NormStatistics(shape, (float*)TensorMemory.Address(meanAndRate));
        var weights = new NormWeights(TensorMemory.Address(gamma), TensorMemory.Address(beta));
        byte* from = (byte*)TensorMemory.Address(x), gradient = (byte*)TensorMemory.Address(dy), to = (byte*)TensorMemory.Address(dx);
        if (x.dtype == ScalarType.BFloat16)
        {
            InstanceNormKernel<BFloat16Activation>.Backward(from, gradient, to, shape, weights, statistics);
        }
        else
        {
            InstanceNormKernel<Float32Activation>.Backward(from, gradient, to, shape, weights, statistics);
        }

        float[] sums = Array.ConvertAll(statistics.GradientSums, sum => (float)sum);
        GC.KeepAlive(dy);
        return [dx, tensor(sums.AsSpan(shape.Channels).ToArray()), tensor(sums.AsSpan(0, shape.Channels).ToArray()), null!];
    }

    private static unsafe (Tensor Output, Tensor Statistics) Normalize(Tensor x, Tensor gamma, Tensor beta, float slope, bool inPlace)
    {
        NormShape shape = Shape(x, slope);
        Tensor output = inPlace ? x : empty_like(x), meanAndRate = empty([2, shape.Samples, shape.Channels]);
        using var statistics = new NormStatistics(shape, (float*)TensorMemory.Address(meanAndRate));
        var weights = new NormWeights(TensorMemory.Address(gamma), TensorMemory.Address(beta));
        byte* from = (byte*)TensorMemory.Address(x), to = (byte*)TensorMemory.Address(output);
        if (x.dtype == ScalarType.BFloat16)
        {
            InstanceNormKernel<BFloat16Activation>.Forward(from, to, shape, weights, statistics);
        }
        else
        {
            InstanceNormKernel<Float32Activation>.Forward(from, to, shape, weights, statistics);
        }

        return (output, meanAndRate);
    }

    private static NormShape Shape(Tensor x, float slope)
    {
        long[] sizes = x.shape;
        return new NormShape((int)sizes[0], sizes.Skip(2).Aggregate(1L, (product, size) => product * size), (int)sizes[1], slope, 1e-5);
    }
}
