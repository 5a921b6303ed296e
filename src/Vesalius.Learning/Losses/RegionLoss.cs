using TorchSharp;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Losses;

/// <summary>
/// The losses of <see cref="Loss"/> for structures that may overlap: each has a score of its own and a logistic function in place of the
/// softmax. Cross-entropy is the mean over all pairs of voxel and structure; the Tversky index is that of each structure over the batch, mean
/// over those that the batch shows. Voxels and structures that nobody annotated take no part. Fused on the CPU, by tensors elsewhere.
/// </summary>
internal static class RegionLoss
{
    private const float Smoothing = 1e-5f;

    /// <summary>The losses of several resolution levels, weighted as those of classes are.</summary>
    /// <param name="loss">Which loss.</param>
    /// <param name="scores">Per level [N, K, (D,) H, W], before the logistic function.</param>
    /// <param name="codes">[N, (D,) H, W], labels of combinations as long, 255 where nobody annotated.</param>
    /// <param name="marks">What the labels stand for.</param>
    public static Tensor Compute(Loss loss, IReadOnlyList<Tensor> scores, Tensor codes, RegionMarks marks)
    {
        double[] weights = LossFunction.LevelWeights(scores.Count);
        Tensor sum = Compute(loss, scores[0], codes, marks) * weights[0];
        for (int level = 1; level < scores.Count; level++)
        {
            Tensor coarse = nn.functional.interpolate(codes.unsqueeze(1).to_type(ScalarType.Float32), scores[level].shape[2..], mode: InterpolationMode.Nearest);
            sum += Compute(loss, scores[level], coarse.squeeze(1).to_type(ScalarType.Int64), marks) * weights[level];
        }

        return sum;
    }

    /// <summary>The loss of one level.</summary>
    public static Tensor Compute(Loss loss, Tensor scores, Tensor codes, RegionMarks marks)
    {
        if (marks.Samples != scores.shape[0] || marks.Regions != scores.shape[1])
        {
            throw new ArgumentException(
                $"Scores of {scores.shape[0]} samples and {scores.shape[1]} structures came with labels of {marks.Samples} and {marks.Regions}.", nameof(marks));
        }

        return scores.device_type == DeviceType.CPU && LossTerms.Of(loss) is { } terms
            ? FusedRegionLoss.Run(terms, scores, codes, marks) : ByTensors(loss, scores, codes, marks);
    }

    /// <summary>The loss by tensor operations.</summary>
    internal static Tensor ByTensors(Loss loss, Tensor scores, Tensor codes, RegionMarks marks)
    {
        // Voxels become rows and structures columns: [N, V, K].
        long[] shape = scores.shape;
        Tensor rows = scores.to_type(ScalarType.Float32).flatten(2).transpose(1, 2), found = codes.reshape(shape[0], -1);
        Tensor truth = stack([.. Enumerable.Range(0, marks.Samples).Select(sample =>
            tensor(marks.Table(sample), device: scores.device).reshape(256, marks.Regions).index_select(0, found[sample]))]);
        Tensor annotated = tensor(marks.NotAnnotated, device: scores.device).reshape(shape[0], 1, shape[1]).logical_not()
            .logical_and(found.ne(LossFunction.NotAnnotated).unsqueeze(2)).to_type(ScalarType.Float32);
        return Of(loss, rows, truth, annotated);
    }

    private static Tensor Of(Loss loss, Tensor rows, Tensor truth, Tensor annotated) => loss switch
    {
        Loss.CrossEntropyLoss entropy => CrossEntropy(rows, truth, annotated, entropy),
        Loss.TverskyLoss tversky => Tversky(rows, truth, annotated, tversky),
        Loss.SumLoss sum => Of(sum.First, rows, truth, annotated) + Of(sum.Second, rows, truth, annotated),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Unknown loss."),
    };

    private static Tensor CrossEntropy(Tensor rows, Tensor truth, Tensor annotated, Loss.CrossEntropyLoss entropy)
    {
        double gamma = entropy.FocalGamma;
        Tensor counts = annotated * tensor(LossTerms.Of(entropy)!.Value.WeightsOf((int)rows.shape[2]), device: rows.device);
        // −log σ(s) where the structure is, −log σ(−s) where it is not.
        Tensor ofTruth = nn.functional.logsigmoid(rows * (2 * truth - 1));
        Tensor each = gamma > 0 ? -ofTruth * (1 - ofTruth.exp()).pow(gamma) : -ofTruth;
        return (each * counts).sum() / counts.sum().clamp_min(LossKernel.LeastAnnotated);
    }

    private static Tensor Tversky(Tensor rows, Tensor truth, Tensor annotated, Loss.TverskyLoss prices)
    {
        Tensor probabilities = rows.sigmoid() * annotated, hot = truth * annotated;
        Tensor both = (probabilities * hot).sum([0, 1]), predicted = probabilities.sum([0, 1]), reference = hot.sum([0, 1]);
        Tensor index = (both + Smoothing) / (both + prices.Alpha * (predicted - both) + prices.Beta * (reference - both) + Smoothing);
        Tensor present = (reference > 0).to_type(ScalarType.Float32);
        return ((1 - index) * present).sum() / present.sum().clamp_min(1);
    }
}
