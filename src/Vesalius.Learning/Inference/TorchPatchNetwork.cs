using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Inference;

/// <summary>A U-Net computed by this library on the CPU.</summary>
internal sealed class TorchPatchNetwork : IPatchNetwork
{
    // The head turns features into scores so many values at a time: with 118 classes all scores of a patch would take more than the network.
    private const long ValuesAtOnce = 1 << 24;

    private readonly UNetModule network;
    private readonly SegmentationPlan plan;
    private readonly ScalarType type;

    /// <summary>A network in evaluation mode.</summary>
    public TorchPatchNetwork(UNetModule network, SegmentationPlan plan, Precision precision)
    {
        this.network = network;
        this.plan = plan;
        type = precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        network.Prepare(type);
    }

    /// <inheritdoc/>
    public void Score(float[] patch, ClassRange classes, ClassScores take)
    {
        using IDisposable scope = NewDisposeScope();
        using var noGrad = no_grad();
        Size3 window = plan.PatchSize;
        long[] axes = plan.Dimensions == 3 ? [window.Z, window.Y, window.X] : [window.Y, window.X];

        // The head always works in binary32: bfloat16 scores of neighbouring classes would often be equal.
        Tensor features = network.Features(tensor(patch).reshape([1, plan.InputCount, .. axes]).to_type(type)).to_type(ScalarType.Float32);
        int atOnce = (int)Math.Clamp(ValuesAtOnce / window.Count, 1, classes.Count);
        for (int done = 0; done < classes.Count; done += atOnce)
        {
            Give(features, new ClassRange(classes.First + done, Math.Min(atOnce, classes.Count - done)), take);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private unsafe void Give(Tensor features, ClassRange classes, ClassScores take)
    {
        using IDisposable scope = NewDisposeScope();
        int voxels = (int)plan.PatchSize.Count;
        Tensor scores = network.Scores(features, classes.First, classes.Count).contiguous();
        float* values = (float*)TensorMemory.Address(scores);
        for (int i = 0; i < classes.Count; i++)
        {
            take(classes.First + i, new ReadOnlySpan<float>(values + (long)i * voxels, voxels));
        }

        GC.KeepAlive(scores);
    }
}
