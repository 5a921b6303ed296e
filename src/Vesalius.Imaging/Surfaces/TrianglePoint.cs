namespace Vesalius.Imaging.Surfaces;

/// <summary>The nearest point of a triangle, and whether it lies on a corner, on a side or within.</summary>
/// <param name="Point">The point, from the same origin as the corners.</param>
/// <param name="Feature">0, 1, 2 for the corners A, B, C; 3, 4, 5 for the sides AB, BC, CA; 6 within.</param>
internal readonly record struct TrianglePoint(WorldVector Point, int Feature)
{
    public const int Within = 6;

    /// <summary>The point of triangle abc nearest to p, by the regions its sides and corners divide space into (Ericson 2004,
    /// 5.1.5).</summary>
    public static TrianglePoint Nearest(WorldVector p, (WorldVector A, WorldVector B, WorldVector C) triangle)
    {
        (WorldVector a, WorldVector b, WorldVector c) = triangle;
        WorldVector ab = b - a, ac = c - a, ap = p - a, bp = p - b, cp = p - c;
        double d1 = ab.Dot(ap), d2 = ac.Dot(ap), d3 = ab.Dot(bp), d4 = ac.Dot(bp), d5 = ab.Dot(cp), d6 = ac.Dot(cp);
        double va = d3 * d6 - d5 * d4, vb = d5 * d2 - d1 * d6, vc = d1 * d4 - d3 * d2;
        return (d1 <= 0 && d2 <= 0) ? new TrianglePoint(a, 0)
            : (d3 >= 0 && d4 <= d3) ? new TrianglePoint(b, 1)
            : (d6 >= 0 && d5 <= d6) ? new TrianglePoint(c, 2)
            : (vc <= 0 && d1 >= 0 && d3 <= 0) ? new TrianglePoint(a + ab * Share(d1, d1 - d3), 3)
            : (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) ? new TrianglePoint(b + (c - b) * Share(d4 - d3, d4 - d3 + (d5 - d6)), 4)
            : (vb <= 0 && d2 >= 0 && d6 <= 0) ? new TrianglePoint(a + ac * Share(d2, d2 - d6), 5)
            : new TrianglePoint(a + ab * (vb / (va + vb + vc)) + ac * (vc / (va + vb + vc)), Within);
    }

    // A side of no length is its first end.
    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
