using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Losses;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Training;

/// <summary>Training patches as tensors.</summary>
internal static class Batch
{
    /// <summary>[N, C, (D,) H, W].</summary>
    public static Tensor Images(IReadOnlyList<TrainingSample> samples, SegmentationPlan plan)
    {
        int length = samples[0].Image.Length;
        float[] all = new float[length * samples.Count];
        for (int i = 0; i < samples.Count; i++)
        {
            samples[i].Image.CopyTo(all, i * length);
        }

        return tensor(all).reshape([samples.Count, plan.Channels.Count, .. Axes(plan)]);
    }

    /// <summary>[N, (D,) H, W], class indices.</summary>
    public static Tensor Classes(IReadOnlyList<TrainingSample> samples, SegmentationPlan plan)
    {
        int length = samples[0].Labels.Length;
        byte[] all = new byte[length * samples.Count];
        for (int i = 0; i < samples.Count; i++)
        {
            samples[i].Labels.CopyTo(all, i * length);
        }

        return tensor(all, ScalarType.Byte).to_type(ScalarType.Int64).reshape([samples.Count, .. Axes(plan)]);
    }

    /// <summary>What labels stand for in every sample, and which structures nobody annotated there, where structures may overlap.</summary>
    public static RegionMarks Regions(IReadOnlyList<TrainingSample> samples, SegmentationPlan plan) => new(
        [.. samples.Select(one => one.Combinations ?? [0UL])],
        NotAnnotated(samples, plan) ?? new bool[samples.Count * plan.ClassCount],
        plan.ClassCount);

    /// <summary>For every sample and class whether nobody annotated the class there, [N, K]; null when all is annotated.</summary>
    public static bool[]? NotAnnotated(IReadOnlyList<TrainingSample> samples, SegmentationPlan plan) =>
        samples.All(one => one.NotAnnotatedClasses.Count == 0) ? null
            : [.. samples.SelectMany(one => Enumerable.Range(0, plan.ClassCount).Select(one.NotAnnotatedClasses.Contains))];

    private static long[] Axes(SegmentationPlan plan) =>
        plan.Dimensions == 3 ? [plan.PatchSize.Z, plan.PatchSize.Y, plan.PatchSize.X] : [plan.PatchSize.Y, plan.PatchSize.X];
}
