using TorchSharp;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using static TorchSharp.torch;

namespace Vesalius.Learning.Losses;

/// <summary>A loss and its gradient as one step of the autograd graph, for scores on the CPU.</summary>
internal sealed class FusedLoss : autograd.SingleTensorFunction<FusedLoss>
{
    /// <inheritdoc/>
    public override string Name => nameof(FusedLoss);

    /// <summary>The loss of scores [N, K, (D,) H, W] against class indices [N, (D,) H, W].</summary>
    /// <param name="terms">The loss.</param>
    /// <param name="scores">Before the softmax.</param>
    /// <param name="classes">As long.</param>
    /// <param name="notAnnotated">[N, K], whether nobody annotated a class in a sample; null when all is annotated.</param>
    public static Tensor Run(LossTerms terms, Tensor scores, Tensor classes, bool[]? notAnnotated) =>
        GraphStep.Forward(() => apply(scores, classes, terms, new ClassMarks(notAnnotated, (int)scores.shape[0], (int)scores.shape[1])));

    /// <inheritdoc/>
    public override unsafe Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tensor scores = (Tensor)vars[0], truth = ((Tensor)vars[1]).contiguous();
        Tensor gradient = ChannelsLast.Of(scores.to_type(ScalarType.Float32).clone());
        double loss = LossKernel.Run(
            (float*)TensorMemory.Address(gradient), (long*)TensorMemory.Address(truth), truth.numel(),
            (ClassMarks)vars[3], (LossTerms)vars[2]);
        GC.KeepAlive(truth);
        ctx.save_for_backward([gradient]);
        return tensor((float)loss);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        GraphStep.Backward(grad_output, () => [ctx.get_saved_variables()[0] * grad_output, null!, null!, null!]);
}
