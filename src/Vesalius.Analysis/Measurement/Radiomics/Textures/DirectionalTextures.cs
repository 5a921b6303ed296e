namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>Co-occurrences and runs of a region's voxels along one direction, or along several put together.</summary>
internal sealed class DirectionalTextures
{
    /// <summary>Nothing yet, to add to.</summary>
    public DirectionalTextures(GreyRegion region) => (Pairs, Lengths) = (new CooccurrenceMatrix(region.Levels), Runs.EmptyMatrix(region));

    private DirectionalTextures(CooccurrenceMatrix pairs, SizeMatrix lengths, long voxels) =>
        (Pairs, Lengths, Voxels) = (pairs, lengths, voxels);

    /// <summary>The co-occurrences.</summary>
    public CooccurrenceMatrix Pairs { get; }

    /// <summary>The runs.</summary>
    public SizeMatrix Lengths { get; }

    /// <summary>How many voxels were looked at, once for each direction.</summary>
    public long Voxels { get; private set; }

    /// <summary>Those of some voxels along a step.</summary>
    public static DirectionalTextures Of(GreyRegion region, ReadOnlySpan<int> places, int step)
    {
        var pairs = new CooccurrenceMatrix(region.Levels);
        pairs.Add(region, places, step);
        return new DirectionalTextures(pairs, Runs.Of(region, places, step), places.Length);
    }

    /// <summary>Adds the counts of another direction.</summary>
    public void Add(DirectionalTextures other)
    {
        Pairs.Add(other.Pairs);
        Lengths.Add(other.Lengths);
        Voxels += other.Voxels;
    }
}
