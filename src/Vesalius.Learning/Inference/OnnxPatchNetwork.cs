using Microsoft.ML.OnnxRuntime;
using Vesalius.Imaging;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Inference;

/// <summary>A network in an ONNX file, computed by ONNX Runtime on the CPU.</summary>
internal sealed class OnnxPatchNetwork : IPatchNetwork
{
    private readonly InferenceSession session;
    private readonly SegmentationPlan plan;

    /// <summary>Loads the file.</summary>
    /// <exception cref="ModelException">It is no ONNX model, or has another input or output than the plan.</exception>
    public OnnxPatchNetwork(string path, SegmentationPlan plan, int threads)
    {
        this.plan = plan;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads };
            session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelException($"{path}: not an ONNX model that can be run: {problem.Message}", problem);
        }

        if (session.InputNames.Count != 1 || session.OutputNames.Count != 1 || session.InputMetadata[session.InputNames[0]].Dimensions.Length != plan.Dimensions + 2)
        {
            session.Dispose();
            throw new ModelException($"{path}: one input of {plan.Dimensions + 2} axes and one output were expected, as the plan beside it says. Export the model again.");
        }
    }

    /// <inheritdoc/>
    public void Score(float[] patch, ClassRange classes, ClassScores take)
    {
        Size3 window = plan.PatchSize;
        long[] axes = plan.Dimensions == 3 ? [window.Z, window.Y, window.X] : [window.Y, window.X];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(patch, [1, plan.InputCount, .. axes]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [session.InputNames[0]], [input], [session.OutputNames[0]]);
        ReadOnlySpan<float> scores = outputs[0].GetTensorDataAsSpan<float>();
        int voxels = (int)window.Count;
        if (scores.Length != (long)voxels * plan.ClassCount)
        {
            throw new ModelException($"The ONNX model gives {scores.Length} scores for a patch of {window} and {plan.ClassCount} classes. Export the model again.");
        }

        for (int c = classes.First; c < classes.First + classes.Count; c++)
        {
            take(c, scores.Slice(c * voxels, voxels));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
