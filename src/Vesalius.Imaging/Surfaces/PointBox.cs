namespace Vesalius.Imaging.Surfaces;

/// <summary>A stretch of an array of points with the box around it, halved along its longest side until few points are left.</summary>
internal sealed class PointBox
{
    private readonly WorldPoint[] all;
    private readonly int start;
    private readonly WorldPoint least;
    private readonly WorldPoint greatest;

    private PointBox(WorldPoint[] all, int start, int count, int leafSize)
    {
        this.all = all;
        this.start = start;
        Count = count;
        (least, greatest) = Bounds(Points);
        if (count > leafSize)
        {
            SortAlongLongestSide(all.AsSpan(start, count));
            Low = new PointBox(all, start, count / 2, leafSize);
            High = new PointBox(all, start + count / 2, count - count / 2, leafSize);
        }
    }

    public int Count { get; }

    public PointBox? Low { get; }

    public PointBox? High { get; }

    public bool IsLeaf => Low is null;

    public ReadOnlySpan<WorldPoint> Points => all.AsSpan(start, Count);

    /// <summary>Splits points, reordering them in place.</summary>
    public static PointBox Split(WorldPoint[] points, int leafSize) => new(points, 0, points.Length, leafSize);

    /// <summary>The greatest squared distance that two points of the boxes can have.</summary>
    public static double FarthestSquare(PointBox a, PointBox b)
    {
        double x = Math.Max(a.greatest.X - b.least.X, b.greatest.X - a.least.X);
        double y = Math.Max(a.greatest.Y - b.least.Y, b.greatest.Y - a.least.Y);
        double z = Math.Max(a.greatest.Z - b.least.Z, b.greatest.Z - a.least.Z);
        return x * x + y * y + z * z;
    }

    private static (WorldPoint Least, WorldPoint Greatest) Bounds(ReadOnlySpan<WorldPoint> points)
    {
        WorldPoint low = points[0], high = points[0];
        foreach (WorldPoint p in points)
        {
            low = new WorldPoint(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new WorldPoint(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        return (low, high);
    }

    private void SortAlongLongestSide(Span<WorldPoint> points)
    {
        double x = greatest.X - least.X, y = greatest.Y - least.Y, z = greatest.Z - least.Z;
        if (x >= y && x >= z)
        {
            points.Sort((p, q) => p.X.CompareTo(q.X));
        }
        else if (y >= z)
        {
            points.Sort((p, q) => p.Y.CompareTo(q.Y));
        }
        else
        {
            points.Sort((p, q) => p.Z.CompareTo(q.Z));
        }
    }
}
