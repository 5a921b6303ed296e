namespace Vesalius.Learning.Losses;

/// <summary>
/// Softmax, loss and gradient over scores [rows, K] in two passes. The tensor operations of <see cref="LossFunction"/> are its twin: they say
/// the same in a dozen passes and on any device.
/// </summary>
internal static unsafe class LossKernel
{
    private const int ChunkRows = 8192;
    private const double Smoothing = 1e-5;

    // Where no voxel is annotated cross-entropy is 0, not 0/0.
    internal const double LeastAnnotated = 1e-12;

    /// <summary>Overwrites scores with the gradient of the loss by them, and returns the loss.</summary>
    /// <param name="scores">[rows, K], before the softmax.</param>
    /// <param name="truth">The class of each row, <see cref="LossFunction.NotAnnotated"/> where nobody annotated.</param>
    /// <param name="rows">The number of voxels, as many in each sample.</param>
    /// <param name="marks">The classes that nobody annotated, sample by sample.</param>
    /// <param name="terms">The loss.</param>
    public static double Run(float* scores, long* truth, long rows, ClassMarks marks, LossTerms terms)
    {
        int classes = marks.Classes;
        float[] weights = terms.WeightsOf(classes);
        long perSample = rows / marks.Samples;
        int chunksPerSample = (int)((perSample + ChunkRows - 1) / ChunkRows), chunks = chunksPerSample * marks.Samples;
        int[]?[] merged = [.. Enumerable.Range(0, marks.Samples).Select(marks.MergedIn)];
        var partial = new LossSums[chunks];
        Parallel.For(0, chunks, chunk => partial[chunk] = Score(Rows(chunk), merged[chunk / chunksPerSample], weights, terms.FocalGamma));
        LossSums total = LossSums.Add(partial, classes);
        (double loss, float[] hit, float[] miss) = Combine(total, 1, classes, terms);
        float entropy = (float)(terms.EntropyWeight / Math.Max(LeastAnnotated, total.Annotated));
        Parallel.For(0, chunks, chunk => Gradient(
            Rows(chunk), merged[chunk / chunksPerSample], (hit, Annotated(miss, merged[chunk / chunksPerSample])),
            (entropy, (float)terms.FocalGamma, weights)));
        return loss;

        // Chunks do not reach from one sample into the next.
        Part Rows(int chunk)
        {
            long within = (long)(chunk % chunksPerSample) * ChunkRows, first = chunk / chunksPerSample * perSample + within;
            return new Part(scores + first * classes, truth + first, (int)Math.Min(ChunkRows, perSample - within));
        }
    }

    /// <summary>The prices of a sample: classes that nobody annotated there have none.</summary>
    private static float[] Annotated(float[] miss, int[]? merged) =>
        merged is null ? miss : [.. miss.Select((one, c) => merged.Contains(c) ? 0 : one)];

    /// <summary>Turns scores into probabilities, and sums what the loss needs.</summary>
    private static LossSums Score(Part part, int[]? merged, float[] weights, double gamma)
    {
        int classes = weights.Length;
        var sums = new LossSums(classes);
        float* scores = part.Scores;
        for (int row = 0; row < part.Rows; row++, scores += classes)
        {
            float highest = scores[0];
            for (int c = 1; c < classes; c++)
            {
                highest = Math.Max(highest, scores[c]);
            }

            long found = part.Truth[row];
            bool isMerged = found == 0 && merged is not null;
            float margin = found == LossFunction.NotAnnotated ? 0 : (isMerged ? LogSum(scores, merged!) : scores[found]) - highest, sum = 0;
            for (int c = 0; c < classes; c++)
            {
                sum += scores[c] = MathF.Exp(scores[c] - highest);
            }

            for (int c = 0; c < classes; c++)
            {
                scores[c] /= sum;
            }

            if (found == LossFunction.NotAnnotated)
            {
                continue;
            }

            double logarithm = margin - Math.Log(sum);
            float own = isMerged ? Sum(scores, merged!) : scores[found];
            sums.Annotated += weights[found];
            sums.Entropy -= weights[found] * (gamma > 0 ? logarithm * Math.Pow(Math.Max(0, 1 - own), gamma) : logarithm);
            sums.Both[found] += own;
            sums.Reference[found]++;
            for (int c = 1; c < classes; c++)
            {
                sums.Predicted[c] += scores[c];
            }
        }

        // What was said of classes that nobody annotated here is not held against them.
        foreach (int lacking in merged ?? [])
        {
            sums.Predicted[lacking] = 0;
        }

        return sums;
    }

    /// <summary>The loss, and the gradient of the Tversky term by the probability of a class: where the class is true, and where it is not.</summary>
    internal static (double Loss, float[] Hit, float[] Miss) Combine(LossSums total, int first, int classes, LossTerms terms)
    {
        double loss = terms.EntropyWeight * total.Entropy / Math.Max(LeastAnnotated, total.Annotated);
        float[] hit = new float[classes], miss = new float[classes];
        double scale = terms.TverskyWeight / Math.Max(1, Enumerable.Range(first, classes - first).Count(c => total.Reference[c] > 0));
        for (int c = first; c < classes; c++)
        {
            if (total.Reference[c] == 0)
            {
                continue; // Not in this batch: cross-entropy alone holds it down.
            }

            double above = total.Both[c] + Smoothing;
            double below = above + terms.Alpha * (total.Predicted[c] - total.Both[c]) + terms.Beta * (total.Reference[c] - total.Both[c]);
            loss += scale * (1 - above / below);
            hit[c] = (float)(-scale * (below - above * (1 - terms.Beta)) / (below * below));
            miss[c] = (float)(scale * above * terms.Alpha / (below * below));
        }

        return (loss, hit, miss);
    }

    /// <summary>Turns probabilities into the gradient by the scores.</summary>
    private static void Gradient(Part part, int[]? merged, (float[] Hit, float[] Miss) region, (float Scale, float Gamma, float[] Weights) entropy)
    {
        int classes = region.Hit.Length;
        float* probabilities = part.Scores;
        for (int row = 0; row < part.Rows; row++, probabilities += classes)
        {
            long found = part.Truth[row];
            if (found == LossFunction.NotAnnotated)
            {
                new Span<float>(probabilities, classes).Clear();
                continue;
            }

            float mean = 0;
            for (int c = 1; c < classes; c++)
            {
                mean += probabilities[c] * (c == found ? region.Hit[c] : region.Miss[c]);
            }

            bool isMerged = found == 0 && merged is not null;
            float whole = isMerged ? Sum(probabilities, merged!) : probabilities[found];
            float pull = entropy.Scale * entropy.Weights[found] * Steepness(whole, entropy.Gamma);
            if (isMerged)
            {
                PullTogether(probabilities, merged!, (pull, mean, whole), region.Miss);
                continue;
            }

            for (int c = 0; c < classes; c++)
            {
                float own = c == 0 ? 0 : c == found ? region.Hit[c] : region.Miss[c];
                probabilities[c] = probabilities[c] * (own - mean + pull) - (c == found ? pull : 0);
            }
        }
    }

    /// <summary>
    /// The gradient of a background voxel that may belong to classes nobody annotated: each of them is pulled by its share of the whole.
    /// </summary>
    private static void PullTogether(float* probabilities, int[] merged, (float Pull, float Mean, float Whole) voxel, float[] miss)
    {
        for (int c = 0; c < miss.Length; c++)
        {
            float share = !merged.Contains(c) ? 0 : voxel.Whole > 0 ? probabilities[c] / voxel.Whole : c == 0 ? 1 : 0;
            probabilities[c] = probabilities[c] * (miss[c] - voxel.Mean + voxel.Pull) - share * voxel.Pull;
        }
    }

    private static float Sum(float* probabilities, int[] classes)
    {
        float sum = 0;
        foreach (int c in classes)
        {
            sum += probabilities[c];
        }

        return sum;
    }

    /// <summary>log Σ exp, from the highest of the scores down, so that far ones do not vanish.</summary>
    private static float LogSum(float* scores, int[] classes)
    {
        float highest = scores[classes[0]], sum = 0;
        foreach (int c in classes)
        {
            highest = Math.Max(highest, scores[c]);
        }

        foreach (int c in classes)
        {
            sum += MathF.Exp(scores[c] - highest);
        }

        return highest + MathF.Log(sum);
    }

    /// <summary>−p·dL/dp of the focal cross-entropy at the probability of the true class; 1 for plain cross-entropy.</summary>
    internal static float Steepness(float p, float gamma) => gamma <= 0 ? 1
        : MathF.Pow(Math.Max(0, 1 - p), gamma) - gamma * p * MathF.Log(Math.Max(p, 1e-30f)) * MathF.Pow(Math.Max(0, 1 - p), gamma - 1);

    /// <summary>Some rows of one sample.</summary>
    private readonly struct Part(float* scores, long* truth, int rows)
    {
        public readonly float* Scores = scores;
        public readonly long* Truth = truth;
        public readonly int Rows = rows;
    }
}
