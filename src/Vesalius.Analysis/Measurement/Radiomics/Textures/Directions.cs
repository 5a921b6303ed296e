namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>The directions of textures: half of the neighbours at Chebyshev distance 1, as each pair is met from one side.</summary>
internal static class Directions
{
    /// <summary>The number of directions within a slice; they come first.</summary>
    public const int InPlane = 4;

    private static readonly (int X, int Y, int Z)[] All =
    [
        (1, 0, 0), (0, 1, 0), (1, 1, 0), (-1, 1, 0),
        (0, 0, 1), (1, 0, 1), (-1, 0, 1), (0, 1, 1), (0, -1, 1), (1, 1, 1), (-1, 1, 1), (1, -1, 1), (-1, -1, 1),
    ];

    /// <summary>The steps in a region's memory: the four of a slice, or all thirteen.</summary>
    public static int[] StepsIn(GreyRegion region, bool planar) =>
        [.. All.Take(planar ? InPlane : All.Length).Select(d => d.X + d.Y * region.RowStep + d.Z * region.SliceStep)];

    /// <summary>The steps to all neighbours: eight in a slice, 26 in a volume.</summary>
    public static int[] NeighboursIn(GreyRegion region, bool planar)
    {
        int[] half = StepsIn(region, planar);
        return [.. half, .. half.Select(step => -step)];
    }
}
