namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>All texture features of a piece of a region: the whole of it, or one slice.</summary>
internal sealed class PieceTextures
{
    private PieceTextures(int directions) => (PairsByDirection, RunsByDirection) = (new double[directions][], new double[directions][]);

    /// <summary>Features of co-occurrences, for each direction.</summary>
    public double[][] PairsByDirection { get; }

    /// <summary>Features of co-occurrences of all directions together.</summary>
    public double[] PairsMerged { get; private set; } = [];

    /// <summary>Features of runs, for each direction.</summary>
    public double[][] RunsByDirection { get; }

    /// <summary>Features of runs of all directions together.</summary>
    public double[] RunsMerged { get; private set; } = [];

    /// <summary>Features of zone sizes.</summary>
    public double[] Zones { get; private set; } = [];

    /// <summary>Features of zone distances; those of distance 1 throughout where no distances were given.</summary>
    public double[] Distances { get; private set; } = [];

    /// <summary>Features of grey level dependence.</summary>
    public double[] Dependences { get; private set; } = [];

    /// <summary>Features of tone differences.</summary>
    public double[] Tones { get; private set; } = [];

    /// <summary>The features of some voxels. Directions run in parallel: at most one matrix of each kind is held per thread.</summary>
    /// <param name="region">The region.</param>
    /// <param name="places">The voxels, all of the region or of one slice.</param>
    /// <param name="planar">Whether only neighbours in the slice count.</param>
    /// <param name="distances">Distances from the border in the region's memory, or null.</param>
    /// <param name="rules">The conventions.</param>
    public static PieceTextures Of(GreyRegion region, ReadOnlyMemory<int> places, bool planar, int[]? distances, TextureRules rules)
    {
        int[] steps = Directions.StepsIn(region, planar);
        var piece = new PieceTextures(steps.Length);
        var all = new DirectionalTextures(region);
        Parallel.For(0, steps.Length, i =>
        {
            var one = DirectionalTextures.Of(region, places.Span, steps[i]);
            piece.PairsByDirection[i] = CooccurrenceFeatures.Of(one.Pairs, rules.Epsilon, rules.WithMaximalCorrelation);
            piece.RunsByDirection[i] = one.Lengths.Features(one.Voxels, rules.Epsilon);
            lock (all)
            {
                all.Add(one);
            }
        });
        piece.PairsMerged = CooccurrenceFeatures.Of(all.Pairs, rules.Epsilon, rules.WithMaximalCorrelation);
        piece.RunsMerged = all.Lengths.Features(all.Voxels, rules.Epsilon);
        int[] neighbours = Directions.NeighboursIn(region, planar);
        piece.AddZones(region, places.Span, neighbours, distances, rules);
        piece.AddNeighbourhoods(region, places.Span, neighbours, rules);
        return piece;
    }

    private void AddZones(GreyRegion region, ReadOnlySpan<int> places, int[] neighbours, int[]? distances, TextureRules rules)
    {
        List<Zone> zones = Zone.Of(region, places, neighbours, distances);
        var sizes = SizeMatrix.Of(region.Levels, [.. zones.Select(zone => (zone.Rank, zone.Size))]);
        var steps = SizeMatrix.Of(region.Levels, [.. zones.Select(zone => (zone.Rank, zone.Distance))]);
        Zones = sizes.Features(places.Length, rules.Epsilon);
        Distances = steps.Features(places.Length, rules.Epsilon);
    }

    private void AddNeighbourhoods(GreyRegion region, ReadOnlySpan<int> places, int[] neighbours, TextureRules rules)
    {
        var found = Neighbourhoods.Of(region, places, neighbours);
        Dependences = found.Dependences.Features(places.Length, rules.Epsilon);
        Tones = found.Tones.Features(rules.CountsLoneVoxels);
    }
}
