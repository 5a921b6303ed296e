namespace Vesalius.Learning.Losses;

/// <summary>
/// Softmax, loss and gradient over scores [rows, K] in two passes. The tensor operations of <see cref="LossFunction"/> are its twin: they say
/// the same in a dozen passes and on any device.
/// </summary>
internal static unsafe class LossKernel
{
    private const int ChunkRows = 8192;
    private const double Smoothing = 1e-5;

    /// <summary>Overwrites scores with the gradient of the loss by them, and returns the loss.</summary>
    /// <param name="scores">[rows, K], before the softmax.</param>
    /// <param name="truth">The class of each row, <see cref="LossFunction.NotAnnotated"/> where nobody annotated.</param>
    /// <param name="rows">The number of voxels.</param>
    /// <param name="classes">K.</param>
    /// <param name="terms">The loss.</param>
    public static double Run(float* scores, long* truth, long rows, int classes, LossTerms terms)
    {
        int chunks = (int)((rows + ChunkRows - 1) / ChunkRows);
        var partial = new Sums[chunks];
        Parallel.For(0, chunks, chunk =>
        {
            long first = (long)chunk * ChunkRows;
            partial[chunk] = Score(scores + first * classes, truth + first, (int)Math.Min(ChunkRows, rows - first), classes, terms.FocalGamma);
        });

        Sums total = Sums.Add(partial, classes);
        (double loss, float[] hit, float[] miss) = Combine(total, classes, terms);
        float entropy = (float)(terms.EntropyWeight / Math.Max(1, total.Annotated));
        Parallel.For(0, chunks, chunk =>
        {
            long first = (long)chunk * ChunkRows;
            Gradient(scores + first * classes, truth + first, (int)Math.Min(ChunkRows, rows - first), (hit, miss), (entropy, (float)terms.FocalGamma));
        });
        return loss;
    }

    /// <summary>Turns scores into probabilities, and sums what the loss needs.</summary>
    private static Sums Score(float* scores, long* truth, int rows, int classes, double gamma)
    {
        var sums = new Sums(classes);
        for (int row = 0; row < rows; row++, scores += classes)
        {
            float highest = scores[0];
            for (int c = 1; c < classes; c++)
            {
                highest = Math.Max(highest, scores[c]);
            }

            long found = truth[row];
            float margin = found == LossFunction.NotAnnotated ? 0 : scores[found] - highest, sum = 0;
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
            sums.Annotated++;
            sums.Entropy -= gamma > 0 ? logarithm * Math.Pow(1 - scores[found], gamma) : logarithm;
            sums.Both[found] += scores[found];
            sums.Reference[found]++;
            for (int c = 1; c < classes; c++)
            {
                sums.Predicted[c] += scores[c];
            }
        }

        return sums;
    }

    /// <summary>The loss, and the gradient of the Tversky term by the probability of a class: where the class is true, and where it is not.</summary>
    private static (double Loss, float[] Hit, float[] Miss) Combine(Sums total, int classes, LossTerms terms)
    {
        double loss = terms.EntropyWeight * total.Entropy / Math.Max(1, total.Annotated);
        float[] hit = new float[classes], miss = new float[classes];
        double scale = terms.TverskyWeight / Math.Max(1, Enumerable.Range(1, classes - 1).Count(c => total.Reference[c] > 0));
        for (int c = 1; c < classes; c++)
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
    private static void Gradient(float* probabilities, long* truth, int rows, (float[] Hit, float[] Miss) region, (float Scale, float Gamma) entropy)
    {
        int classes = region.Hit.Length;
        for (int row = 0; row < rows; row++, probabilities += classes)
        {
            long found = truth[row];
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

            float pull = entropy.Scale * Steepness(probabilities[found], entropy.Gamma);
            for (int c = 0; c < classes; c++)
            {
                float own = c == 0 ? 0 : c == found ? region.Hit[c] : region.Miss[c];
                probabilities[c] = probabilities[c] * (own - mean + pull) - (c == found ? pull : 0);
            }
        }
    }

    /// <summary>−p·dL/dp of the focal cross-entropy at the probability of the true class; 1 for plain cross-entropy.</summary>
    private static float Steepness(float p, float gamma) => gamma <= 0 ? 1
        : MathF.Pow(1 - p, gamma) - gamma * p * MathF.Log(Math.Max(p, 1e-30f)) * MathF.Pow(1 - p, gamma - 1);

    private sealed class Sums(int classes)
    {
        public double Entropy;
        public long Annotated;
        public readonly double[] Both = new double[classes];
        public readonly double[] Predicted = new double[classes];
        public readonly double[] Reference = new double[classes];

        public static Sums Add(IEnumerable<Sums> parts, int classes)
        {
            var total = new Sums(classes);
            foreach (Sums part in parts)
            {
                total.Entropy += part.Entropy;
                total.Annotated += part.Annotated;
                for (int c = 0; c < classes; c++)
                {
                    total.Both[c] += part.Both[c];
                    total.Predicted[c] += part.Predicted[c];
                    total.Reference[c] += part.Reference[c];
                }
            }

            return total;
        }
    }
}
