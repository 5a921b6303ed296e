namespace Vesalius.Learning.Confidence;

/// <summary>
/// Scores of some voxels of a scan with the class that is true there. Which voxels are kept is chance with equal odds (a reservoir), the
/// same in every run.
/// </summary>
/// <param name="classes">How many classes have a score.</param>
/// <param name="most">How many voxels are kept at most.</param>
/// <param name="seed">The number chance is drawn from.</param>
internal sealed class ScoredVoxels(int classes, int most, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<float> scores = [];
    private readonly List<int> truth = [];
    private long offered;

    /// <summary>How many voxels were kept.</summary>
    public int Count => truth.Count;

    /// <summary>How many classes have a score.</summary>
    public int Classes => classes;

    /// <summary>The scores of one voxel, one per class.</summary>
    public ReadOnlySpan<float> Scores(int voxel) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scores).Slice(voxel * classes, classes);

    /// <summary>The class that is true at a voxel.</summary>
    public int Truth(int voxel) => truth[voxel];

    /// <summary>Offers a voxel.</summary>
    public void Offer(ReadOnlySpan<float> voxel, int trueClass)
    {
        offered++;
        if (truth.Count < most)
        {
            foreach (float score in voxel)
            {
                scores.Add(score);
            }

            truth.Add(trueClass);
        }
        else if (random.NextInt64(offered) is var place && place < most)
        {
            voxel.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scores).Slice((int)place * classes, classes));
            truth[(int)place] = trueClass;
        }
    }
}
