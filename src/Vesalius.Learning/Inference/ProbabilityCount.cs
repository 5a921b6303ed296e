using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Inference;

/// <summary>
/// Adds up the probabilities of every structure over a scan, and keeps how uncertain each voxel is where that is wanted. Voxels whose
/// background is sure to a millionth are passed over.
/// </summary>
internal sealed class ProbabilityCount : ISlabReader
{
    /// <summary>How many sums there are of each structure.</summary>
    internal const int Fields = 6;

    private const double Negligible = 13.8155;
    private const double SurelyIn = 0.95, PossiblyIn = 0.05;

    private readonly OutputKind outputs;
    private readonly int labels;
    private readonly IReadOnlyList<double> temperatures;
    private readonly Volume<float>? entropy;
    private readonly double[] sums;

    /// <summary>A count that begins at 0.</summary>
    /// <param name="plan">What the classes stand for.</param>
    /// <param name="temperatures">Under which temperatures, at least one.</param>
    /// <param name="entropy">
    /// Gets the entropy of each voxel of the working grid in bits, under the first temperature; null for none. Of an ensemble that of the mean
    /// of its members' probabilities: what each is unsure of, and what they disagree about (Lakshminarayanan et al. 2017).
    /// </param>
    public ProbabilityCount(SegmentationPlan plan, IReadOnlyList<double> temperatures, Volume<float>? entropy = null)
    {
        (outputs, labels, this.temperatures, this.entropy) = (plan.Outputs, plan.Labels.Count, temperatures, entropy);
        sums = new double[temperatures.Count * labels * Fields];
    }

    /// <summary>The number of voxels in a plane of the working grid.</summary>
    public required int Plane { get; init; }

    /// <summary>What was counted so far.</summary>
    public TemperatureTallies Tallies => new(temperatures,
        [.. Enumerable.Range(0, temperatures.Count).Select(t =>
            Enumerable.Range(0, labels).Select(label => TallyAt((t * labels + label) * Fields)).ToArray())]);

    /// <inheritdoc/>
    public bool WantsMembers => entropy is not null;

    /// <inheritdoc/>
    public void Read(ScoreSlab slab, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(slab.Classes.Count, outputs == OutputKind.Exclusive ? labels + 1 : labels);
        var partial = new double[slab.Count][];
        Parallel.For(
            0, slab.Count, new ParallelOptions { CancellationToken = cancellation }, () => new Scratch(Plane, slab.Values.Length),
            (z, _, scratch) =>
            {
                partial[z] = OfPlane(slab, z, scratch);
                return scratch;
            },
            _ => { });
        foreach (double[] plane in partial)
        {
            TensorPrimitives.Add(sums, plane, sums);
        }
    }

    private double[] OfPlane(ScoreSlab slab, int z, Scratch scratch)
    {
        double[] counted = new double[sums.Length];
        float[] foreground = scratch.Foreground, scores = scratch.Scores;
        int from = outputs == OutputKind.Exclusive ? 1 : 0, at = z * Plane;
        slab.Values[from].AsSpan(at, Plane).CopyTo(foreground);
        for (int c = from + 1; c < slab.Values.Length; c++)
        {
            TensorPrimitives.Max(foreground, slab.Values[c].AsSpan(at, Plane), foreground);
        }

        double limit = -(Negligible * temperatures.Max() + Math.Log(slab.Values.Length));
        for (int i = 0; i < Plane; i++)
        {
            double lead = foreground[i] - (from == 1 ? slab.Values[0][at + i] : 0);
            if (lead < limit)
            {
                continue;
            }

            for (int c = 0; c < scores.Length; c++)
            {
                scores[c] = slab.Values[c][at + i];
            }

            Count(scores, scratch.Probabilities, counted);
            if (entropy is not null && slab.Members.Count == 0)
            {
                Probabilities.Of(outputs, scores, temperatures[0], scratch.Probabilities);
                entropy.Array[(slab.First + z) * Plane + i] = (float)Probabilities.EntropyBits(outputs, scratch.Probabilities);
            }
        }

        if (entropy is not null && slab.Members.Count > 0)
        {
            EntropyOfMembers(slab, at, scratch, entropy.Array.AsSpan((slab.First + z) * Plane, Plane));
        }

        return counted;
    }

    /// <summary>The entropy of the mean of the members' probabilities. All voxels: one member may be sure of what the mean score leaves out.</summary>
    private void EntropyOfMembers(ScoreSlab slab, int at, Scratch scratch, Span<float> plane)
    {
        float[] p = scratch.Probabilities, mean = scratch.Scores;
        for (int i = 0; i < plane.Length; i++)
        {
            mean.AsSpan().Clear();
            foreach (float[][] member in slab.Members)
            {
                for (int c = 0; c < p.Length; c++)
                {
                    p[c] = member[c][at + i];
                }

                Probabilities.Of(outputs, p, temperatures[0], p);
                TensorPrimitives.Add<float>(mean, p, mean);
            }

            TensorPrimitives.Divide<float>(mean, slab.Members.Count, mean);
            plane[i] = (float)Probabilities.EntropyBits(outputs, mean);
        }
    }

    private void Count(float[] scores, float[] p, double[] counted)
    {
        int from = outputs == OutputKind.Exclusive ? 1 : 0;
        int winner = outputs == OutputKind.Exclusive ? TensorPrimitives.IndexOfMax<float>(scores) : -1;
        for (int t = 0; t < temperatures.Count; t++)
        {
            Probabilities.Of(outputs, scores, temperatures[t], p);
            for (int label = 0; label < labels; label++)
            {
                double one = p[label + from];
                bool isFound = winner >= 0 ? winner == label + from : scores[label] > 0;
                int at = (t * labels + label) * Fields;
                counted[at] += isFound ? 1 : 0;
                counted[at + 1] += one;
                counted[at + 2] += isFound ? one : 0;
                counted[at + 3] += one > SurelyIn ? 1 : 0;
                counted[at + 4] += one > PossiblyIn ? 1 : 0;
                counted[at + 5] += one * (1 - one);
            }
        }
    }

    private ProbabilityTally TallyAt(int at) => new(sums[at], sums[at + 1], sums[at + 2], sums[at + 3], sums[at + 4], sums[at + 5]);

    /// <summary>Memory of one thread.</summary>
    private sealed class Scratch(int plane, int classes)
    {
        public float[] Foreground { get; } = new float[plane];

        public float[] Scores { get; } = new float[classes];

        public float[] Probabilities { get; } = new float[classes];
    }
}
