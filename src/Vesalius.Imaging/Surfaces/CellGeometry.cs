namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The cube between eight neighbouring voxel centres. Corner <c>k</c> lies at (k &amp; 1, k &gt;&gt; 1 &amp; 1, k &gt;&gt; 2); edge
/// <c>4·axis + n</c> runs along an axis, and its middle is where a surface between a set and an unset corner passes.
/// </summary>
internal static class CellGeometry
{
    /// <summary>The edges of a cell.</summary>
    public const int EdgeCount = 12;

    /// <summary>The middle of an edge in cell coordinates, each 0, 0.5 or 1.</summary>
    public static VoxelPoint Middle(int edge)
    {
        (int from, int to) = Ends(edge);
        return new VoxelPoint(
            0.5 * ((from & 1) + (to & 1)), 0.5 * ((from >> 1 & 1) + (to >> 1 & 1)), 0.5 * ((from >> 2) + (to >> 2)));
    }

    /// <summary>The two corners of an edge, the lower first.</summary>
    public static (int From, int To) Ends(int edge)
    {
        int axis = edge / 4, n = edge % 4, u = (axis + 1) % 3, v = (axis + 2) % 3;
        int from = (n & 1) << u | (n >> 1) << v;
        return (from, from | 1 << axis);
    }

    /// <summary>The edge between two corners that differ along one axis.</summary>
    public static int EdgeBetween(int corner, int other)
    {
        int axis = int.Log2(corner ^ other), low = corner & other, u = (axis + 1) % 3, v = (axis + 2) % 3;
        return 4 * axis + (low >> u & 1) + 2 * (low >> v & 1);
    }

    /// <summary>The four corners of a face, counter-clockwise as seen from outside the cell. Faces 0 to 5: both sides of x, y, z.</summary>
    public static int[] FaceCorners(int face)
    {
        int axis = face / 2, u = 1 << (axis + 1) % 3, v = 1 << (axis + 2) % 3, side = (face & 1) << axis;
        return (face & 1) == 1 ? [side, side | u, side | u | v, side | v] : [side, side | v, side | u | v, side | u];
    }
}
