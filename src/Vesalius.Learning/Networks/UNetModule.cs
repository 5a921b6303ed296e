using TorchSharp;
using TorchSharp.Modules;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Vesalius.Learning.Networks;

/// <summary>
/// A U-Net as its plan describes it: an encoder that halves the grid level by level, a decoder that comes back up and takes in what the
/// encoder saw at each level, and a head that scores every class at every voxel. Source: Ronneberger, Fischer, Brox, arXiv:1505.04597;
/// Çiçek et al., arXiv:1606.06650.
/// </summary>
internal sealed class UNetModule : Module<Tensor, Tensor[]>
{
    private readonly ModuleList<Module<Tensor, Tensor>> encoder = [];
    private readonly ModuleList<DecoderLevel> decoder = [];
    private readonly ModuleList<Module<Tensor, Tensor>> heads = [];

    /// <summary>A network with fresh weights, drawn from the library's seeded generator.</summary>
    /// <param name="plan">The topology.</param>
    /// <param name="dimensions">2 or 3.</param>
    /// <param name="inputChannels">Channels of the image.</param>
    /// <param name="classes">Output classes, background included.</param>
    public UNetModule(NetworkPlan plan, int dimensions, int inputChannels, int classes)
        : base("unet")
    {
        int levels = plan.Features.Count;
        for (int level = 0; level < levels; level++)
        {
            long from = level == 0 ? inputChannels : plan.Features[level - 1];
            encoder.Add(EncoderLevel(plan, level, from, dimensions));
        }

        for (int level = levels - 2; level >= 0; level--)
        {
            long[] stride = Axes(plan.Strides[level + 1], dimensions), kernel = Axes(plan.Kernels[level], dimensions);
            decoder.Add(new DecoderLevel(plan, level, kernel, stride));
            if (level < plan.SupervisedLevels)
            {
                long[] point = [.. kernel.Select(_ => 1L)];
                heads.Add(new Convolution((plan.Features[level], classes), point, point, ConvolutionKind.WithBias));
            }
        }

        RegisterComponents();
    }

    /// <summary>Scores before the softmax, finest level first; in evaluation mode the finest level only.</summary>
    /// <param name="input">[N, C, (D,) H, W]; every size a multiple of the product of its strides.</param>
    /// <returns>[N, classes, (D,) H, W] per supervised level, in the input's type.</returns>
    public override Tensor[] forward(Tensor input)
    {
        var scores = new List<Tensor>();
        Decode(input, (level, features) =>
        {
            int head = level - (decoder.Count - heads.Count);
            if (head >= 0 && (training || head == heads.Count - 1))
            {
                scores.Insert(0, heads[head].forward(features));
            }
        });
        return [.. scores];
    }

    /// <summary>What the finest decoder level makes of an image: <see cref="Scores"/> turns it into scores, some classes at a time.</summary>
    /// <param name="input">[N, C, (D,) H, W].</param>
    public Tensor Features(Tensor input) => Decode(input, (_, _) => { });

    /// <summary>The scores of some classes.</summary>
    /// <param name="features">What <see cref="Features"/> gave.</param>
    /// <param name="first">The first class.</param>
    /// <param name="count">How many.</param>
    /// <returns>[N, count, (D,) H, W].</returns>
    public Tensor Scores(Tensor features, int first, int count) => ((Convolution)heads[^1]).Outputs(features, first, count);

    private Tensor Decode(Tensor input, Action<int, Tensor> atLevel)
    {
        Tensor x = input.device_type == DeviceType.CPU ? ChannelsLast.Of(input) : input;
        var skips = new Stack<Tensor>();
        foreach (Module<Tensor, Tensor> level in encoder)
        {
            skips.Push(x = level.forward(x));
        }

        skips.Pop();
        for (int step = 0; step < decoder.Count; step++)
        {
            using Tensor below = x, skip = skips.Pop();
            x = decoder[step].forward(below, skip);
            atLevel(step, x);
        }

        return x;
    }

    /// <summary>Keeps a copy of all weights in the given type, for inference.</summary>
    public void Prepare(ScalarType type)
    {
        foreach (Convolution convolution in modules().OfType<Convolution>())
        {
            convolution.Prepare(type);
        }
    }

    private static Sequential EncoderLevel(NetworkPlan plan, int level, long from, int dimensions)
    {
        long[] kernel = Axes(plan.Kernels[level], dimensions), stride = Axes(plan.Strides[level], dimensions);
        long[] unit = [.. stride.Select(_ => 1L)];
        long features = plan.Features[level];
        var blocks = new List<Module<Tensor, Tensor>>();
        if (level == 0 && plan.HasStem)
        {
            blocks.Add(new ConvolutionBlock((from, features), kernel, unit, plan.Norm));
            from = features;
        }

        for (int block = 0; block < plan.EncoderBlocks[level]; block++)
        {
            (long, long) channels = (block == 0 ? from : features, features);
            long[] step = block == 0 ? stride : unit;
            blocks.Add(plan.Block == BlockKind.Residual
                ? new ResidualBlock(channels, kernel, step, plan.Norm)
                : new ConvolutionBlock(channels, kernel, step, plan.Norm));
        }

        return Sequential(blocks);
    }

    // Plans list axes as (x, y, z); tensors have the slowest first.
    private static long[] Axes(IReadOnlyList<int> plan, int dimensions) =>
        dimensions == 3 ? [plan[2], plan[1], plan[0]] : [plan[1], plan[0]];
}
