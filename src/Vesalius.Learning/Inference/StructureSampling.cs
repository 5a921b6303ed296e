using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Inference;

/// <summary>
/// Keeps scores of voxels near a structure, or given to it, together with what is true there, for structures that may overlap: each is a
/// question of its own, yes (its score) or no (0), so that what is kept has two classes whatever the number of structures.
/// </summary>
/// <param name="truths">Per structure what is true: 1 where it is.</param>
/// <param name="into">Where they are kept; for two classes.</param>
/// <param name="plane">The number of voxels in a plane of the working grid.</param>
internal sealed class StructureSampling(IReadOnlyList<WorkingTruth> truths, ScoredVoxels into, int plane) : ISlabReader
{
    /// <inheritdoc/>
    public void Read(ScoreSlab slab, CancellationToken cancellation)
    {
        for (int structure = 0; structure < truths.Count; structure++)
        {
            cancellation.ThrowIfCancellationRequested();
            WorkingTruth truth = truths[structure];
            ReadOnlySpan<float> scores = slab.Values[structure];
            for (int i = 0; i < slab.Count * plane; i++)
            {
                int voxel = slab.First * plane + i;
                if (truth[voxel] != WorkingTruth.NotAnnotated && (truth.IsNear(voxel) || scores[i] > 0))
                {
                    into.Offer([0, scores[i]], truth[voxel]);
                }
            }
        }
    }
}
