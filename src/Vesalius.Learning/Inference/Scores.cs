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

    /// <summary>What scores are divided by before they become probabilities: 1 leaves them; which class is best never depends on it.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The uncertainty on the working grid where several networks had a say in it; null where these scores tell it.</summary>
    internal Volume<float>? Entropy { get; init; }

    /// <summary>All of them as one slab.</summary>
    internal ScoreSlab AsSlab() => new(0, Grid.Size.Z, new ClassRange(0, classes.Length), [.. classes.Select(one => one.Array)]);

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
        float[][] all = [.. classes.Select((one, c) => Onto(one, Placement, target, isPart ? Outside(c) : null).Array)];
        Span<float> voxel = stackalloc float[all.Length];
        for (int i = 0; i < all[0].Length; i++)
        {
            for (int c = 0; c < all.Length; c++)
            {
                voxel[c] = all[c][i];
            }

            Probabilities.Of(Outputs, voxel, Temperature, voxel);
            for (int c = 0; c < all.Length; c++)
            {
                all[c][i] = voxel[c];
            }
        }

        return [.. all.Select(values => new Volume<float>(target, values))];
    }

    /// <summary>
    /// How uncertain each voxel is: the entropy of its probabilities in bits, worked out on the working grid and then resampled linearly. 0
    /// where one class is certain and outside the part that was looked at, 1 for a coin's toss between two classes. Of an ensemble it is that of
    /// the mean of the members' probabilities, so that it rises where they disagree.
    /// </summary>
    public Volume<float> UncertaintyOnto(Grid target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (Entropy is not null)
        {
            return Onto(Entropy, Placement, target, 0);
        }

        var entropy = new Volume<float>(Grid);
        Span<float> voxel = stackalloc float[classes.Length];
        for (int i = 0; i < entropy.Array.Length; i++)
        {
            for (int c = 0; c < classes.Length; c++)
            {
                voxel[c] = classes[c].Array[i];
            }

            Probabilities.Of(Outputs, voxel, Temperature, voxel);
            entropy.Array[i] = (float)Probabilities.EntropyBits(Outputs, voxel);
        }

        return Onto(entropy, Placement, target, 0);
    }

    private float Outside(int classIndex) => classIndex == 0 && Outputs == OutputKind.Exclusive ? CertainScore : -CertainScore;

    /// <summary>Values of the working grid on another grid.</summary>
    internal static Volume<float> Onto(Volume<float> one, ScanPlacement? placement, Grid target, float? outside)
    {
        Volume<float> source = one;
        if (placement?.NearestAxis is { } axis)
        {
            // Across coarse slices the nearest counts: first onto the box's own slices, then linearly within them.
            Size3 size = one.Size;
            int count = placement.Size[axis];
            size = axis switch { 0 => size with { X = count }, 1 => size with { Y = count }, _ => size with { Z = count } };
            source = Resampling.Onto(one, one.Grid.WithSize(size), Interpolation.Nearest);
        }

        Volume<float> result = Resampling.Onto(source, target, Interpolation.Linear, outside);
        return ReferenceEquals(result, one) ? new Volume<float>(target, [.. one.Array]) : result;
    }
}
