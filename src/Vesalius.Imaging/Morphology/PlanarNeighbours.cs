namespace Vesalius.Imaging.Morphology;

/// <summary>
/// Which pixels go from which side when a slice is thinned, by the eight pixels around them, clockwise from the upper left (the first row
/// is the upper one): the rule of Zhang and Suen (1984), "A fast parallel algorithm for thinning digital patterns", with the departures of
/// scikit-image.
/// </summary>
internal static class PlanarNeighbours
{
    private const int NW = 1, N = 2, NE = 4, E = 8, SE = 16, S = 32, SW = 64, W = 128;

    /// <summary>A pixel goes from the lower right, from the upper left, from both, or not at all.</summary>
    private const byte Never = 0, First = 1, Second = 2, Both = 3;

    /// <summary>Where scikit-image does otherwise than the paper.</summary>
    private static readonly (int Around, byte Sides)[] Departures =
    [
        // Two neighbours side by side, an edge and a corner: the tip of something two pixels wide. The paper takes it from either side.
        (NW | N, First), (N | NE, First), (NE | E, First), (E | SE, Second), (S | SW, Second), (SW | W, Second),
        (SE | S, Never), (W | NW, Never),

        // The corner of a square. From either side, a square of four pixels would be gone altogether.
        (N | NE | E, First), (W | NW | N, First), (E | SE | S, Second), (S | SW | W, Second),

        // The step of a staircase, whose neighbours touch across a corner. The paper keeps it, and the staircase two pixels wide.
        (N | E, Both), (E | S, Both), (S | W, Both), (W | N, Both),
        (NW | N | E, First), (N | NE | W, First), (N | SW | W, First), (NW | S | W, First), (N | NE | SW | W, First),
        (N | E | SE, Second), (E | S | SW, Second), (SE | S | W, Second), (NE | E | S | SW, Second),
    ];

    /// <summary>By the pixels around, bit 0 when a pixel goes from the first side and bit 1 when it goes from the second.</summary>
    public static byte[] Sides { get; } = Table();

    private static byte[] Table()
    {
        byte[] sides = [.. Enumerable.Range(0, 256).Select(OfThePaper)];
        foreach ((int around, byte side) in Departures)
        {
            sides[around] = side;
        }

        return sides;
    }

    // Two to six neighbours, in one run around the pixel; of the four edges those of one half are not all set.
    private static byte OfThePaper(int around)
    {
        int turned = (around >> 1) | ((around & 1) << 7);
        int count = int.PopCount(around), runs = int.PopCount(~around & turned);
        if (count is < 2 or > 6 || runs != 1)
        {
            return Never;
        }

        bool All(int edges) => (around & edges) == edges;
        return (byte)((All(N | E | S) || All(E | S | W) ? 0 : First) | (All(N | E | W) || All(N | S | W) ? 0 : Second));
    }
}
