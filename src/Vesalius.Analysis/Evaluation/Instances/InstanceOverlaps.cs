namespace Vesalius.Analysis.Evaluation;

/// <summary>How many voxels each part of a reference shares with each part of a prediction.</summary>
internal sealed class InstanceOverlaps
{
    private readonly Dictionary<(int Reference, int Prediction), long> shared = [];
    private readonly InstanceParts reference, prediction;

    /// <summary>Counts in one pass.</summary>
    public InstanceOverlaps(InstanceParts reference, InstanceParts prediction)
    {
        (this.reference, this.prediction) = (reference, prediction);
        ReadOnlySpan<int> r = reference.Numbers.Voxels, p = prediction.Numbers.Voxels;
        for (int i = 0; i < r.Length; i++)
        {
            if (r[i] != 0 && p[i] != 0)
            {
                (int, int) pair = (r[i], p[i]);
                shared[pair] = shared.GetValueOrDefault(pair) + 1;
            }
        }
    }

    /// <summary>All pairs of parts that share voxels.</summary>
    public IEnumerable<(int Reference, int Prediction)> Pairs => shared.Keys;

    /// <summary>The overlap of a reference part with some predicted parts together.</summary>
    public Overlap Of(int referencePart, IReadOnlyCollection<int> predictedParts)
    {
        long both = predictedParts.Sum(part => shared.GetValueOrDefault((referencePart, part)));
        return new Overlap(both, reference.Voxels(referencePart) - both, predictedParts.Sum(prediction.Voxels) - both);
    }
}
