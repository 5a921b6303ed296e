namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The two points of a set that lie farthest apart, found without looking at every pair: points are split into boxes, and two boxes whose
/// farthest corners are nearer than a pair already found are passed over. Exact; time grows about as n log n.
/// </summary>
public static class FarthestPair
{
    private const int LeafSize = 12;

    /// <summary>The farthest pair, or null for fewer than one point; a single point is paired with itself.</summary>
    public static (WorldPoint First, WorldPoint Second)? Of(IEnumerable<WorldPoint> points)
    {
        WorldPoint[] all = [.. points];
        if (all.Length == 0)
        {
            return null;
        }

        var search = new Search();
        search.Start(all);
        var root = PointBox.Split(all, LeafSize);
        search.Compare(root, root);
        return (search.First, search.Second);
    }

    private sealed class Search
    {
        private double best = -1;

        public WorldPoint First { get; private set; }

        public WorldPoint Second { get; private set; }

        /// <summary>A good pair to begin with: twice the point farthest from the last one.</summary>
        public void Start(WorldPoint[] points)
        {
            WorldPoint from = points[0];
            for (int round = 0; round < 3; round++)
            {
                WorldPoint start = from;
                from = points.MaxBy(point => Square(point - start));
                Offer(start, from);
            }
        }

        public void Compare(PointBox a, PointBox b)
        {
            if (PointBox.FarthestSquare(a, b) <= best)
            {
                return;
            }

            if (a.IsLeaf && b.IsLeaf)
            {
                ComparePoints(a, b);
            }
            else if (ReferenceEquals(a, b))
            {
                Compare(a.Low!, a.High!);
                Compare(a.Low!, a.Low!);
                Compare(a.High!, a.High!);
            }
            else
            {
                Descend(a, b);
            }
        }

        private void Descend(PointBox a, PointBox b)
        {
            (PointBox split, PointBox other) = b.IsLeaf || (!a.IsLeaf && a.Count >= b.Count) ? (a, b) : (b, a);
            bool lowFirst = PointBox.FarthestSquare(split.Low!, other) >= PointBox.FarthestSquare(split.High!, other);
            Compare(lowFirst ? split.Low! : split.High!, other);
            Compare(lowFirst ? split.High! : split.Low!, other);
        }

        private void ComparePoints(PointBox a, PointBox b)
        {
            foreach (WorldPoint p in a.Points)
            {
                foreach (WorldPoint q in b.Points)
                {
                    Offer(p, q);
                }
            }
        }

        private void Offer(WorldPoint p, WorldPoint q)
        {
            double square = Square(q - p);
            if (square > best)
            {
                best = square;
                (First, Second) = (p, q);
            }
        }

        private static double Square(WorldVector step) => step.Dot(step);
    }
}
