using TorchSharp;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Losses;

/// <summary>
/// The losses of <see cref="Loss"/>: fused on the CPU, as tensor operations elsewhere. In a sample some of whose classes nobody annotated,
/// what
/// is labelled background may belong to them: their probabilities are added to that of background, and their own terms left out (the
/// marginal
/// loss of Shi et al., Medical Image Analysis 70, 2021, arXiv:2007.03868).
/// </summary>
internal static class LossFunction
{
    /// <summary>The class index of voxels that nobody annotated.</summary>
    public const int NotAnnotated = 255;

    private const float Smoothing = 1e-5f;

    /// <summary>The loss of scores against the truth.</summary>
    /// <param name="loss">Which loss.</param>
    /// <param name="scores">[N, K, (D,) H, W], before the softmax.</param>
    /// <param name="classes">[N, (D,) H, W], class indices as long, 255 where nobody annotated.</param>
    /// <param name="notAnnotated">[N, K], whether nobody annotated a class in a sample; null when all is annotated.</param>
    /// <returns>One number. Cross-entropy is 0 where no voxel is annotated.</returns>
    public static Tensor Compute(Loss loss, Tensor scores, Tensor classes, bool[]? notAnnotated = null)
    {
        if (notAnnotated is not null && notAnnotated.Length != scores.shape[0] * scores.shape[1])
        {
            throw new ArgumentException(
                $"{scores.shape[0]} samples of {scores.shape[1]} classes need a mark each; {notAnnotated.Length} came.",
                nameof(notAnnotated));
        }

        return scores.device_type == DeviceType.CPU && LossTerms.Of(loss) is { } terms
            ? FusedLoss.Run(terms, scores, classes, notAnnotated) : ByTensors(loss, scores, classes, notAnnotated);
    }

    /// <summary>The loss by tensor operations.</summary>
    internal static Tensor ByTensors(Loss loss, Tensor scores, Tensor classes, bool[]? notAnnotated = null)
    {
        // Voxels become rows and classes columns: [N, V, K].
        long[] shape = scores.shape;
        Tensor rows = scores.to_type(ScalarType.Float32).flatten(2).transpose(1, 2);
        Tensor truth = classes.reshape(shape[0], -1);
        Tensor logProbabilities = nn.functional.log_softmax(rows, 2);
        if (notAnnotated is null)
        {
            return Compute(loss, logProbabilities, (truth, truth.ne(NotAnnotated), null));
        }

        Tensor lacking = tensor(notAnnotated, device: scores.device).reshape(shape[0], 1, shape[1]);
        return Compute(loss, Merged(logProbabilities, lacking), (truth, truth.ne(NotAnnotated), lacking.logical_not()));
    }

    /// <summary>Background takes in the probabilities of the classes that are lacking.</summary>
    private static Tensor Merged(Tensor logProbabilities, Tensor lacking)
    {
        Tensor others = lacking.logical_not();
        others[TensorIndex.Colon, TensorIndex.Colon, 0] = false;
        Tensor background = logProbabilities.masked_fill(others, float.NegativeInfinity).logsumexp(2, keepdim: true);
        return cat([background, logProbabilities[TensorIndex.Colon, TensorIndex.Colon, 1..]], 2);
    }

    /// <summary>The losses of several resolution levels, weighted 1, ½, ¼… to a sum of 1; the truth is thinned out to the coarser grids.</summary>
    public static Tensor Compute(Loss loss, IReadOnlyList<Tensor> scores, Tensor classes, bool[]? notAnnotated = null)
    {
        double[] weights = LevelWeights(scores.Count);
        Tensor sum = Compute(loss, scores[0], classes, notAnnotated) * weights[0];
        for (int level = 1; level < scores.Count; level++)
        {
            Tensor coarse = nn.functional.interpolate(classes.unsqueeze(1).to_type(ScalarType.Float32), scores[level].shape[2..], mode: InterpolationMode.Nearest);
            sum += Compute(loss, scores[level], coarse.squeeze(1).to_type(ScalarType.Int64), notAnnotated) * weights[level];
        }

        return sum;
    }

    /// <summary>What the loss of each supervised level counts, the finest first: each half of the one before, 1 together.</summary>
    internal static double[] LevelWeights(int levels) =>
        [.. Enumerable.Range(0, levels).Select(level => Math.Pow(0.5, level) / (2 - Math.Pow(2, 1 - levels)))];

    /// <summary>
    /// A loss of log probabilities [N, V, K] against classes [N, V], voxels that are annotated [N, V], and classes that are [N, 1, K].
    /// </summary>
    private static Tensor Compute(Loss loss, Tensor logProbabilities, (Tensor Classes, Tensor Annotated, Tensor? AnnotatedClasses) truth) =>
        loss switch
    {
        Loss.CrossEntropyLoss entropy => CrossEntropy(logProbabilities, truth.Classes, truth.Annotated, entropy),
        Loss.TverskyLoss tversky => Tversky(logProbabilities, truth, tversky),
        Loss.SumLoss sum => Compute(sum.First, logProbabilities, truth) + Compute(sum.Second, logProbabilities, truth),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Unknown loss."),
    };

    private static Tensor CrossEntropy(Tensor logProbabilities, Tensor truth, Tensor annotated, Loss.CrossEntropyLoss entropy)
    {
        double gamma = entropy.FocalGamma;
        float[] weights = LossTerms.Of(entropy)!.Value.WeightsOf((int)logProbabilities.shape[2]);
        Tensor counts = tensor(weights, device: truth.device).index_select(0, truth.mul(annotated).flatten()).reshape(truth.shape) * annotated;
        Tensor ofTruth = logProbabilities.gather(2, truth.mul(annotated).unsqueeze(2)).squeeze(2);
        Tensor perVoxel = gamma > 0 ? -ofTruth * (1 - ofTruth.exp()).pow(gamma) : -ofTruth;
        return (perVoxel * counts).sum() / counts.sum().clamp_min(LossKernel.LeastAnnotated);
    }

    private static Tensor Tversky(
        Tensor logProbabilities, (Tensor Classes, Tensor Annotated, Tensor? AnnotatedClasses) truth, Loss.TverskyLoss prices)
    {
        long classes = logProbabilities.shape[2];
        Tensor mask = truth.Annotated.unsqueeze(2).to_type(ScalarType.Float32);
        if (truth.AnnotatedClasses is { } annotatedClasses)
        {
            mask = mask * annotatedClasses.to_type(ScalarType.Float32);
        }

        Tensor probabilities = (logProbabilities.exp() * mask)[TensorIndex.Colon, TensorIndex.Colon, 1..];
        Tensor hot = (truth.Classes.unsqueeze(2) == arange(1, classes, device: mask.device)).to_type(ScalarType.Float32);

        // Over the whole batch, and over the classes that are in it: the index of a class that no patch shows is 0 or 1 by a hair.
        Tensor both = (probabilities * hot).sum([0, 1]), predicted = probabilities.sum([0, 1]), reference = hot.sum([0, 1]);
        Tensor index = (both + Smoothing) / (both + prices.Alpha * (predicted - both) + prices.Beta * (reference - both) + Smoothing);
        Tensor present = (reference > 0).to_type(ScalarType.Float32);
        return ((1 - index) * present).sum() / present.sum().clamp_min(1);
    }
}
