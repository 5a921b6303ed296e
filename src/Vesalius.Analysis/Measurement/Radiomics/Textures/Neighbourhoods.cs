namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>
/// What each voxel's neighbours say, gathered in one pass: how many have its grey level (NGLDM, GLDM; Sun and Wee 1983), and how far its
/// level lies from their mean (NGTDM; Amadasun and King 1989).
/// </summary>
internal sealed class Neighbourhoods
{
    private Neighbourhoods(int[] levels, int neighbours) =>
        (Dependences, Tones) = (SizeMatrix.UpTo(levels, neighbours + 1), new ToneDifferences(levels));

    /// <summary>Grey level by one more than the number of equal neighbours.</summary>
    public SizeMatrix Dependences { get; }

    /// <summary>Grey level by its distance from the mean of the neighbours.</summary>
    public ToneDifferences Tones { get; }

    /// <summary>The neighbourhoods of some voxels of a region.</summary>
    public static Neighbourhoods Of(GreyRegion region, ReadOnlySpan<int> places, int[] steps)
    {
        var found = new Neighbourhoods(region.Levels, steps.Length);
        int[] levels = region.Levels;
        ushort[] ranks = region.Ranks;
        foreach (int place in places)
        {
            int rank = ranks[place], equal = 0, count = 0;
            long sum = 0;
            foreach (int step in steps)
            {
                int other = ranks[place + step];
                equal += other == rank ? 1 : 0;
                count += other > 0 ? 1 : 0;
                sum += levels[other];
            }

            found.Dependences.Count(rank, equal);
            found.Tones.Add(rank, count, sum);
        }

        return found;
    }
}
