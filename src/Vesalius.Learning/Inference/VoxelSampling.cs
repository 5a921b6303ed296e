using System.Numerics.Tensors;
using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Inference;

/// <summary>Keeps scores of voxels near structures, or given to one, together with what is true there.</summary>
/// <param name="truth">What is true.</param>
/// <param name="into">Where they are kept.</param>
/// <param name="plane">The number of voxels in a plane of the working grid.</param>
internal sealed class VoxelSampling(WorkingTruth truth, ScoredVoxels into, int plane) : ISlabReader
{
    /// <inheritdoc/>
    public void Read(ScoreSlab slab, CancellationToken cancellation)
    {
        float[] scores = new float[slab.Values.Length];
        for (int i = 0; i < slab.Count * plane; i++)
        {
            int voxel = slab.First * plane + i;
            if (truth[voxel] == WorkingTruth.NotAnnotated)
            {
                continue;
            }

            for (int c = 0; c < scores.Length; c++)
            {
                scores[c] = slab.Values[c][i];
            }

            if (truth.IsNear(voxel) || TensorPrimitives.IndexOfMax<float>(scores) != 0)
            {
                into.Offer(scores, truth[voxel]);
            }
        }
    }
}
