using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Learning.Inference;

/// <summary>What the network says of every voxel of the working grid: one score per class, before the softmax.</summary>
public sealed class Scores
{
    private readonly Volume<float>[] classes;

    /// <summary>Scores over existing memory, class 0 (background) first, all on one grid.</summary>
    public Scores(IReadOnlyList<Volume<float>> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        this.classes = [.. classes];
    }

    /// <summary>The working grid.</summary>
    public Grid Grid => classes[0].Grid;

    /// <summary>The scores of each class, background first.</summary>
    public IReadOnlyList<Volume<float>> Classes => classes;

    /// <summary>
    /// The best class of every voxel of another grid: each class's scores are resampled linearly and compete one after the other, so that two
    /// volumes of the target's size are enough for any number of classes. Of equal scores the first class wins.
    /// </summary>
    public Volume<byte> ArgMaxOnto(Grid target)
    {
        var best = Resampling.Onto(classes[0], target, Interpolation.Linear);
        if (ReferenceEquals(best, classes[0]))
        {
            best = new Volume<float>(target, [.. classes[0].Array]);
        }

        var winner = new Volume<byte>(target);
        for (int c = 1; c < classes.Length; c++)
        {
            float[] candidate = Resampling.Onto(classes[c], target, Interpolation.Linear).Array;
            float[] leader = best.Array;
            byte[] winners = winner.Array;
            byte value = (byte)c;
            for (int i = 0; i < leader.Length; i++)
            {
                if (candidate[i] > leader[i])
                {
                    leader[i] = candidate[i];
                    winners[i] = value;
                }
            }
        }

        return winner;
    }

    /// <summary>The probability of each class on another grid: scores resampled linearly, then the softmax. Background first.</summary>
    public IReadOnlyList<Volume<float>> ProbabilitiesOnto(Grid target)
    {
        float[][] all = [.. classes.Select(one => (float[])Resampling.Onto(one, target, Interpolation.Linear).Array.Clone())];
        Span<float> voxel = stackalloc float[all.Length];
        for (int i = 0; i < all[0].Length; i++)
        {
            for (int c = 0; c < all.Length; c++)
            {
                voxel[c] = all[c][i];
            }

            TensorPrimitives.SoftMax(voxel, voxel);
            for (int c = 0; c < all.Length; c++)
            {
                all[c][i] = voxel[c];
            }
        }

        return [.. all.Select(values => new Volume<float>(target, values))];
    }
}
