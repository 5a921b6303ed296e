namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>How often two grey levels lie side by side (GLCM). Counted one way; the features take it both ways (symmetric).</summary>
/// <param name="levels">The grey level of each rank; rank 0 is the outside.</param>
internal sealed class CooccurrenceMatrix(int[] levels)
{
    private readonly long[] counts = new long[levels.Length * levels.Length];

    /// <summary>The grey level of each rank; rank 0 is the outside.</summary>
    public int[] Levels => levels;

    /// <summary>How often two ranks lie side by side, whichever comes first; a pair of equals counts twice.</summary>
    public long Pairs(int a, int b) => counts[a * levels.Length + b] + counts[b * levels.Length + a];

    /// <summary>Adds the pairs that voxels of a region form with the voxel one step on.</summary>
    public void Add(GreyRegion region, ReadOnlySpan<int> places, int step)
    {
        ushort[] ranks = region.Ranks;
        int side = levels.Length;

        // Pairs with the outside are counted too, in row and column 0, which nobody reads: cheaper than to ask.
        foreach (int place in places)
        {
            counts[ranks[place] * side + ranks[place + step]]++;
        }
    }

    /// <summary>Adds the pairs of another matrix of the same levels.</summary>
    public void Add(CooccurrenceMatrix other)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }
    }
}
