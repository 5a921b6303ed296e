using System.Numerics.Tensors;

namespace Vesalius.Learning.Losses;

/// <summary>
/// Logistic function, loss and gradient over scores [rows, K] of structures that may overlap, in two passes. The tensor operations of
/// <see cref="RegionLoss"/> are its twin.
/// </summary>
internal static unsafe class RegionLossKernel
{
    private const int ChunkRows = 4096;

    // Farther out the logistic function is 0 in binary32, and its logarithm infinite.
    private const float MostScore = 80;

    /// <summary>Overwrites scores with the gradient of the loss by them, and returns the loss.</summary>
    /// <param name="scores">[rows, K], before the logistic function.</param>
    /// <param name="codes">The label of each row, <see cref="LossFunction.NotAnnotated"/> where nobody annotated.</param>
    /// <param name="rows">The number of voxels, as many in each sample.</param>
    /// <param name="marks">What the labels stand for.</param>
    /// <param name="terms">The loss.</param>
    public static double Run(float* scores, long* codes, long rows, RegionMarks marks, LossTerms terms)
    {
        int regions = marks.Regions;
        float[] weights = terms.WeightsOf(regions);
        long perSample = rows / marks.Samples;
        int chunksPerSample = (int)((perSample + ChunkRows - 1) / ChunkRows), chunks = chunksPerSample * marks.Samples;
        Truth[] truths = [.. Enumerable.Range(0, marks.Samples).Select(sample => new Truth(marks, sample))];
        var partial = new LossSums[chunks];
        Parallel.For(0, chunks, chunk => partial[chunk] = Score(Rows(chunk), truths[chunk / chunksPerSample], weights, terms.FocalGamma));
        LossSums total = LossSums.Add(partial, regions);
        (double loss, float[] hit, float[] miss) = LossKernel.Combine(total, 0, regions, terms);
        float entropy = (float)(terms.EntropyWeight / Math.Max(LossKernel.LeastAnnotated, total.Annotated));
        Parallel.For(0, chunks, chunk =>
            Gradient(Rows(chunk), truths[chunk / chunksPerSample], (hit, miss), (entropy, (float)terms.FocalGamma, weights)));
        return loss;

        // Chunks do not reach from one sample into the next.
        Part Rows(int chunk)
        {
            long within = (long)(chunk % chunksPerSample) * ChunkRows, first = chunk / chunksPerSample * perSample + within;
            return new Part(scores + first * regions, codes + first, (int)Math.Min(ChunkRows, perSample - within));
        }
    }

    /// <summary>Turns scores into probabilities of the truth (that the structure is there, or that it is not), and sums what the loss needs.</summary>
    private static LossSums Score(Part part, Truth truth, float[] weights, double gamma)
    {
        int regions = truth.Regions;
        var sums = new LossSums(regions);
        double annotated = truth.Annotated.Sum(c => (double)weights[c]);
        var scores = new Span<float>(part.Scores, part.Rows * regions);
        for (int row = 0; row < part.Rows; row++)
        {
            ReadOnlySpan<float> sign = truth.Signs(part.Codes[row]);
            Span<float> own = scores.Slice(row * regions, regions);
            for (int c = 0; c < own.Length; c++)
            {
                own[c] *= sign[c];
            }
        }

        TensorPrimitives.Max(scores, -MostScore, scores);
        TensorPrimitives.Sigmoid(scores, scores);
        Span<float> logarithms = new float[scores.Length];
        TensorPrimitives.Log(scores, logarithms);
        for (int row = 0; row < part.Rows; row++)
        {
            long code = part.Codes[row];
            if (code == LossFunction.NotAnnotated)
            {
                continue;
            }

            ReadOnlySpan<float> sign = truth.Signs(code);
            foreach (int c in truth.Annotated)
            {
                float certain = scores[row * regions + c], logarithm = logarithms[row * regions + c];
                sums.Entropy -= weights[c] * (gamma > 0 ? logarithm * Math.Pow(Math.Max(0, 1 - certain), gamma) : logarithm);
                sums.Both[c] += sign[c] > 0 ? certain : 0;
                sums.Predicted[c] += sign[c] > 0 ? certain : 1 - certain;
                sums.Reference[c] += sign[c] > 0 ? 1 : 0;
            }

            sums.Annotated += annotated;
        }

        return sums;
    }

    /// <summary>Turns probabilities of the truth into the gradient by the scores.</summary>
    private static void Gradient(Part part, Truth truth, (float[] Hit, float[] Miss) region, (float Scale, float Gamma, float[] Weights) entropy)
    {
        int regions = truth.Regions;
        float* certain = part.Scores;
        for (int row = 0; row < part.Rows; row++, certain += regions)
        {
            long code = part.Codes[row];
            if (code == LossFunction.NotAnnotated)
            {
                new Span<float>(certain, regions).Clear();
                continue;
            }

            ReadOnlySpan<float> sign = truth.Signs(code);
            for (int c = 0; c < regions; c++)
            {
                float p = certain[c], price = sign[c] > 0 ? region.Hit[c] : region.Miss[c];
                float pull = entropy.Scale * entropy.Weights[c] * LossKernel.Steepness(p, entropy.Gamma);
                certain[c] = truth.IsAnnotated[c] ? (1 - p) * (p * price - sign[c] * pull) : 0;
            }
        }
    }

    /// <summary>What the labels of a sample stand for.</summary>
    private sealed class Truth
    {
        private readonly float[] signs;

        public Truth(RegionMarks marks, int sample)
        {
            Regions = marks.Regions;
            Annotated = marks.AnnotatedIn(sample);
            IsAnnotated = [.. Enumerable.Range(0, Regions).Select(Annotated.Contains)];
            signs = [.. marks.Table(sample).Select(inside => 2 * inside - 1)];
        }

        public int Regions { get; }

        public int[] Annotated { get; }

        public bool[] IsAnnotated { get; }

        /// <summary>1 for the structures that a label stands for, −1 for the others.</summary>
        public ReadOnlySpan<float> Signs(long code) => signs.AsSpan((int)code * Regions, Regions);
    }

    /// <summary>Some rows of one sample.</summary>
    private readonly struct Part(float* scores, long* codes, int rows)
    {
        public readonly float* Scores = scores;
        public readonly long* Codes = codes;
        public readonly int Rows = rows;
    }
}
