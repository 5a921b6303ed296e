using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>What the network says of every voxel of the working grid: one score per class, before the softmax.</summary>
public sealed class Scores
{
    /// <summary>A score whose probability is 1, or its negative 0, in binary32.</summary>
    internal const float CertainScore = 200;

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

    /// <summary>Where the working grid lies on the scan; null where it is not known.</summary>
    public ScanPlacement? Placement { get; init; }

    /// <summary>What the classes mean.</summary>
    public OutputKind Outputs { get; init; }

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

    /// <summary>
    /// The probability of each class on another grid: scores resampled linearly, then the softmax, or for regions the logistic function of
    /// each. Background first where it is a class. Outside the part of the scan that was looked at everything is background.
    /// </summary>
    public IReadOnlyList<Volume<float>> ProbabilitiesOnto(Grid target)
    {
        ArgumentNullException.ThrowIfNull(target);
        bool isPart = Placement is { } placement && placement.Size.Count != placement.Scan.Size.Count;
        float[][] all = [.. classes.Select((one, c) => Onto(one, target, isPart ? Outside(c) : null).Array)];
        Span<float> voxel = stackalloc float[all.Length];
        for (int i = 0; i < all[0].Length; i++)
        {
            for (int c = 0; c < all.Length; c++)
            {
                voxel[c] = all[c][i];
            }

            if (Outputs == OutputKind.Exclusive)
            {
                // Exponentials of great scores overflow; only differences count.
                TensorPrimitives.Subtract(voxel, TensorPrimitives.Max<float>(voxel), voxel);
                TensorPrimitives.SoftMax(voxel, voxel);
            }
            else
            {
                TensorPrimitives.Sigmoid(voxel, voxel);
            }

            for (int c = 0; c < all.Length; c++)
            {
                all[c][i] = voxel[c];
            }
        }

        return [.. all.Select(values => new Volume<float>(target, values))];
    }

    private float Outside(int classIndex) => classIndex == 0 && Outputs == OutputKind.Exclusive ? CertainScore : -CertainScore;

    private Volume<float> Onto(Volume<float> one, Grid target, float? outside)
    {
        Volume<float> source = one;
        if (Placement?.NearestAxis is { } axis)
        {
            // Across coarse slices the nearest counts: first onto the box's own slices, then linearly within them.
            Size3 size = one.Size;
            int count = Placement.Size[axis];
            size = axis switch { 0 => size with { X = count }, 1 => size with { Y = count }, _ => size with { Z = count } };
            source = Resampling.Onto(one, one.Grid.WithSize(size), Interpolation.Nearest);
        }

        Volume<float> result = Resampling.Onto(source, target, Interpolation.Linear, outside);
        return ReferenceEquals(result, one) ? new Volume<float>(target, [.. one.Array]) : result;
    }
}
