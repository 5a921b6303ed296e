using TorchSharp;
using TorchSharp.Modules;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Vesalius.Learning.Networks;

/// <summary>One level of the way up: makes the coarser features finer, and joins them with what the encoder saw on this level.</summary>
internal sealed class DecoderLevel : Module<Tensor, Tensor, Tensor>
{
    private readonly Convolution upsampling;
    private readonly ConvolutionBlock join;
    private readonly ModuleList<ConvolutionBlock> blocks = [];

    /// <summary>A level of a plan.</summary>
    /// <param name="plan">The topology.</param>
    /// <param name="level">The level, 0 the finest.</param>
    /// <param name="kernel">The level's kernel, slowest axis first.</param>
    /// <param name="stride">The step to the level below, slowest axis first.</param>
    public DecoderLevel(NetworkPlan plan, int level, long[] kernel, long[] stride)
        : base(nameof(DecoderLevel))
    {
        long features = plan.Features[level];
        long[] unit = [.. kernel.Select(_ => 1L)];
        upsampling = new Convolution((plan.Features[level + 1], features), stride, stride,
            plan.HasUpsamplingBias ? ConvolutionKind.TransposedWithBias : ConvolutionKind.Transposed);
        join = new ConvolutionBlock((2 * features, features), kernel, unit, plan.Norm);
        for (int block = 1; block < plan.DecoderBlocks[level]; block++)
        {
            blocks.Add(new ConvolutionBlock((features, features), kernel, unit, plan.Norm));
        }

        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor below, Tensor skip)
    {
        Tensor x = upsampling.forward(below).Into(fine => join.Joined(fine, skip));
        foreach (ConvolutionBlock block in blocks)
        {
            x = x.Into(block.forward);
        }

        return x;
    }
}
