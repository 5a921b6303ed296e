using Vesalius.Imaging;

namespace Vesalius.Learning;

/// <summary>What a network says of each image: the probability of every class at every voxel.</summary>
public sealed class ClassProbabilities
{
    /// <summary>Probabilities over existing memory: per image one volume per class, background first.</summary>
    public ClassProbabilities(IReadOnlyList<IReadOnlyList<Volume<float>>> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        Images = images;
    }

    /// <summary>Per image one volume per class, background first; the classes of a voxel sum to 1.</summary>
    public IReadOnlyList<IReadOnlyList<Volume<float>>> Images { get; }

    /// <summary>The most probable class of every voxel, per image. Of equal ones the first wins.</summary>
    public IReadOnlyList<Volume<ushort>> ArgMax() => [.. Images.Select(ArgMax)];

    private static Volume<ushort> ArgMax(IReadOnlyList<Volume<float>> classes)
    {
        var winner = new Volume<ushort>(classes[0].Grid);
        float[] best = [.. classes[0].Voxels];
        for (int c = 1; c < classes.Count; c++)
        {
            ReadOnlySpan<float> candidate = classes[c].Voxels;
            Span<ushort> winners = winner.Voxels;
            for (int i = 0; i < best.Length; i++)
            {
                if (candidate[i] > best[i])
                {
                    best[i] = candidate[i];
                    winners[i] = (ushort)c;
                }
            }
        }

        return winner;
    }
}
