using System.Numerics;

namespace Vesalius.Imaging.Morphology;

/// <summary>
/// What the 3×3×3 voxels around a voxel say about it, as 27 bits: bit <c>x + 3 y + 9 z</c>, the voxel itself in the middle. Mask voxels
/// hang together by vertices (26 neighbours) and background by faces.
/// </summary>
internal static class SimpleVoxel
{
    private const uint All = (1u << 27) - 1, Centre = 1u << 13;

    // Bits that keep their row, column or slice when all bits move by one place.
    private const uint NotFirstX = All ^ 0b001_001_001__001_001_001__001_001_001u;
    private const uint NotLastX = All ^ 0b100_100_100__100_100_100__100_100_100u;
    private const uint NotFirstY = All ^ 0b000_000_111__000_000_111__000_000_111u;
    private const uint NotLastY = All ^ 0b111_000_000__111_000_000__111_000_000u;

    private const uint Corners = 0b101_000_101__000_000_000__101_000_101u;
    private const uint Faces = (1u << 4) | (1u << 10) | (1u << 12) | (1u << 14) | (1u << 16) | (1u << 22);

    /// <summary>Whether exactly one neighbour is set: the end of a line.</summary>
    public static bool IsEndOfLine(uint around) => BitOperations.IsPow2(around & ~Centre);

    /// <summary>
    /// Whether taking the voxel away changes no topology (Bertrand and Malandain 1994): its neighbours in the mask hang together
    /// without it, and so do the background voxels at its faces, of which there is at least one, among its 18 nearest.
    /// </summary>
    public static bool IsSimple(uint around)
    {
        uint set = around & ~Centre, unset = ~around & All & ~Corners & ~Centre, open = unset & Faces;
        return set != 0 && open != 0 && ReachByVertices(set) == set && (ReachByFaces(unset, open) & open) == open;
    }

    /// <summary>Whether the neighbours in the mask hang together without the voxel; so they do when there are none.</summary>
    public static bool IsUnneededLink(uint around)
    {
        uint set = around & ~Centre;
        return ReachByVertices(set) == set;
    }

    // The part of a set that can be reached from its lowest voxel.
    private static uint ReachByVertices(uint set)
    {
        uint reached = set & (0u - set), grown = Grow(reached) & set;
        while (grown != reached)
        {
            reached = grown;
            grown = Grow(reached) & set;
        }

        return reached;
    }

    private static uint Grow(uint bits)
    {
        bits |= ((bits << 1) & NotFirstX) | ((bits >> 1) & NotLastX);
        bits |= ((bits << 3) & NotFirstY) | ((bits >> 3) & NotLastY);
        return bits | ((bits << 9) & All) | (bits >> 9);
    }

    private static uint ReachByFaces(uint set, uint from)
    {
        uint reached = from & (0u - from), grown = GrowByFaces(reached) & set;
        while (grown != reached)
        {
            reached = grown;
            grown = GrowByFaces(reached) & set;
        }

        return reached;
    }

    private static uint GrowByFaces(uint bits) =>
        bits | ((bits << 1) & NotFirstX) | ((bits >> 1) & NotLastX) | ((bits << 3) & NotFirstY) | ((bits >> 3) & NotLastY)
        | ((bits << 9) & All) | (bits >> 9);
}
