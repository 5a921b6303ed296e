using TorchSharp;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using static TorchSharp.torch;

namespace Vesalius.Learning.Losses;

/// <summary>The loss of structures that may overlap and its gradient as one step of the autograd graph, for scores on the CPU.</summary>
internal sealed class FusedRegionLoss : autograd.SingleTensorFunction<FusedRegionLoss>
{
    /// <inheritdoc/>
    public override string Name => nameof(FusedRegionLoss);

    /// <summary>The loss of scores [N, K, (D,) H, W] against labels of combinations [N, (D,) H, W].</summary>
    public static Tensor Run(LossTerms terms, Tensor scores, Tensor codes, RegionMarks marks) =>
        GraphStep.Forward(() => apply(scores, codes, terms, marks));

    /// <inheritdoc/>
    public override unsafe Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tensor scores = (Tensor)vars[0], codes = ((Tensor)vars[1]).contiguous();
        Tensor gradient = ChannelsLast.Of(scores.to_type(ScalarType.Float32).clone());
        double loss = RegionLossKernel.Run(
            (float*)TensorMemory.Address(gradient), (long*)TensorMemory.Address(codes), codes.numel(), (RegionMarks)vars[3], (LossTerms)vars[2]);
        GC.KeepAlive(codes);
        ctx.save_for_backward([gradient]);
        return tensor((float)loss);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        GraphStep.Backward(grad_output, () => [ctx.get_saved_variables()[0] * grad_output, null!, null!, null!]);
}
