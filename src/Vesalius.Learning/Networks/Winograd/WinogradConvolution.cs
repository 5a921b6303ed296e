using TorchSharp;
using Vesalius.Learning.Networks.Native;
using static TorchSharp.torch;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>A convolution by <see cref="WinogradKernel"/> as one step of the autograd graph, of one image or of two side by side.</summary>
internal sealed class WinogradConvolution : autograd.SingleTensorFunction<WinogradConvolution>
{
    private const int Lanes = 16;

    // Below it, bringing the weights into frequencies costs more than the tiles save.
    private const int FewestTiles = 128;

    /// <inheritdoc/>
    public override string Name => nameof(WinogradConvolution);

    /// <summary>Whether a convolution can be done this way and gains by it.</summary>
    /// <param name="weight">[outputs, inputs, (depth,) height, width].</param>
    /// <param name="stride">Per axis.</param>
    /// <param name="input">The image.</param>
    public static bool Fits(Tensor weight, long[] stride, Tensor input) =>
        WinogradKernel.IsFast && input.dtype == ScalarType.Float32 && input.device_type == DeviceType.CPU && stride.All(s => s == 1)
        && weight.shape[0] % Lanes == 0 && input.shape[1] % Lanes == 0 && weight.shape[1] % Lanes == 0
        && Grid(input, weight).Tiles >= FewestTiles && weight.shape[^1] == 3 && weight.shape[^2] == 3 && (weight.ndim == 4 || weight.shape[2] is 1 or 3);

    /// <summary>Convolves; with gradients where they are enabled.</summary>
    /// <param name="first">[N, C, (D,) H, W], float32, on the CPU.</param>
    /// <param name="second">Further channels of the same grid, or null.</param>
    /// <param name="weight">[outputs, inputs, (1 or 3,) 3, 3].</param>
    /// <param name="prepared">The weights in frequencies where they are known already.</param>
    public static Tensor Run(Tensor first, Tensor? second, Tensor weight, FrequencyWeights? prepared) =>
        is_grad_enabled()
            ? GraphStep.Forward(() => second is null ? apply(weight, first) : apply(weight, first, second))
            : Convolve(weight, [.. Sources(first, second).Select(ChannelsLast.Of)], prepared);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tensor[] tensors = [.. vars.Cast<Tensor>()];
        Tensor[] sources = [.. tensors.Skip(1).Select(ChannelsLast.Of)];
        ctx.save_for_backward([tensors[0], .. sources]);
        return Convolve(tensors[0], sources, null);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        GraphStep.Backward(grad_output, () => Gradients(ctx, grad_output));

    private static unsafe List<Tensor> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
    {
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor weight = saved[0];
        Tensor[] sources = [.. saved.Skip(1)];
        Tensor gradient = ChannelsLast.Of(grad_output);
        TileGrid grid = Grid(gradient, weight);
        KernelMemory sums = WinogradKernel.WeightGradient(grid, Parts(sources), Parts([gradient]));
        Tensor weightGradient = FrequencyWeights.Gradient(sums.Floats, weight);
        KernelMemory.Return(sums);

        Tensor[] gradients = [.. sources.Select(source => empty_like(source))];
        using FrequencyWeights turned = FrequencyWeights.Backward(weight);
        WinogradKernel.Convolve(grid, Parts([gradient]), turned, Parts(gradients));
        GC.KeepAlive((gradient, sources));
        return [weightGradient, .. gradients];
    }

    private static IEnumerable<Tensor> Sources(Tensor first, Tensor? second) => second is null ? [first] : [first, second];

    private static ImageParts Parts(Tensor[] images) => new(images[0], images.ElementAtOrDefault(1));

    private static Tensor Convolve(Tensor weight, Tensor[] sources, FrequencyWeights? prepared)
    {
        long[] shape = sources[0].shape;
        shape[1] = weight.shape[0];
        Tensor output = EmptyChannelsLast(shape);
        FrequencyWeights weights = prepared ?? FrequencyWeights.Forward(weight);
        WinogradKernel.Convolve(Grid(sources[0], weight), Parts(sources), weights, Parts([output]));
        GC.KeepAlive(sources);
        if (prepared is null)
        {
            weights.Dispose();
        }

        return output;
    }

    private static Tensor EmptyChannelsLast(long[] shape) =>
        shape.Length == 5
            ? empty([shape[0], shape[2], shape[3], shape[4], shape[1]]).permute(0, 4, 1, 2, 3)
            : empty([shape[0], shape[2], shape[3], shape[1]]).permute(0, 3, 1, 2);

    private static TileGrid Grid(Tensor image, Tensor weight)
    {
        long[] size = image.shape;
        return new TileGrid(
            (int)size[0], size.Length == 5 ? (int)size[2] : 1, (int)size[^2], (int)size[^1], weight.ndim == 5 ? (int)weight.shape[2] : 1);
    }
}
