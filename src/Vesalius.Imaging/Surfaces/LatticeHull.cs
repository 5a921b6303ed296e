namespace Vesalius.Imaging.Surfaces;

/// <summary>Convex hulls of points with whole coordinates: exact, and the same on any grid, as an affine map keeps hulls.</summary>
public static class LatticeHull
{
    /// <summary>
    /// The corners of the convex hull, counter-clockwise, without points that lie on its sides. Two equal ends come once: a single point
    /// is its own hull.
    /// </summary>
    /// <param name="points">Any points, in any order; sorted in place.</param>
    public static List<(int A, int B)> Of(List<(int A, int B)> points)
    {
        points.Sort((p, q) => p.A != q.A ? p.A.CompareTo(q.A) : p.B.CompareTo(q.B));
        return OfSorted(points);
    }

    /// <summary>The same for points that are already in order of their first coordinate, then of their second.</summary>
    internal static List<(int A, int B)> OfSorted(List<(int A, int B)> points)
    {
        var hull = new List<(int A, int B)>();
        AddChain(hull, points, 0);
        int lower = hull.Count;
        AddChain(hull, Enumerable.Reverse(points), Math.Max(0, lower - 1));
        if (hull.Count > 1)
        {
            hull.RemoveAt(hull.Count - 1);
        }

        return hull;
    }

    private static void AddChain(List<(int A, int B)> hull, IEnumerable<(int A, int B)> points, int start)
    {
        foreach ((int A, int B) point in points)
        {
            while (hull.Count >= start + 2 && Turn(hull[^2], hull[^1], point) <= 0)
            {
                hull.RemoveAt(hull.Count - 1);
            }

            if (hull.Count == start || hull[^1] != point)
            {
                hull.Add(point);
            }
        }
    }

    private static long Turn((int A, int B) o, (int A, int B) p, (int A, int B) q) =>
        (long)(p.A - o.A) * (q.B - o.B) - (long)(p.B - o.B) * (q.A - o.A);
}
