namespace Vesalius.Imaging.Surfaces;

/// <summary>The triangles of a mesh in boxes within boxes, halved along their longest side until few are left.</summary>
internal sealed class TriangleTree
{
    private const int LeafSize = 6;

    private readonly Mesh mesh;
    private readonly int[] order;
    private readonly List<Box> boxes = [];

    public TriangleTree(Mesh mesh)
    {
        this.mesh = mesh;
        order = [.. Enumerable.Range(0, mesh.Triangles.Length)];
        WorldVector[] middles = [.. mesh.Triangles.Select(t => (Corner(t.A) + Corner(t.B) + Corner(t.C)) * (1.0 / 3))];
        if (order.Length > 0)
        {
            Build(0, order.Length, middles);
        }
    }

    /// <summary>The triangle nearest to a point and the point on it; triangle −1 where none is within the limit.</summary>
    public (int Triangle, TrianglePoint At, double SquareMm2) Nearest(WorldVector p, double limitMm)
    {
        (int Triangle, TrianglePoint At, double Square) best = (-1, default, limitMm * limitMm);
        if (boxes.Count > 0)
        {
            Search(0, p, ref best);
        }

        return best;
    }

    private WorldVector Corner(int vertex) => mesh.Vertices[vertex] - default(WorldPoint);

    private int Build(int start, int count, WorldVector[] middles)
    {
        (WorldVector low, WorldVector high) = Bounds(start, count);
        int own = boxes.Count;
        boxes.Add(new Box(low, high, start, count, 0, 0));
        if (count > LeafSize)
        {
            WorldVector side = high - low;
            double[] keys = new double[count];
            for (int i = 0; i < count; i++)
            {
                WorldVector middle = middles[order[start + i]];
                keys[i] = side.X >= side.Y && side.X >= side.Z ? middle.X : side.Y >= side.Z ? middle.Y : middle.Z;
            }

            keys.AsSpan().Sort(order.AsSpan(start, count));
            int left = Build(start, count / 2, middles), right = Build(start + count / 2, count - count / 2, middles);
            boxes[own] = boxes[own] with { Left = left, Right = right };
        }

        return own;
    }

    private (WorldVector Low, WorldVector High) Bounds(int start, int count)
    {
        double most = double.PositiveInfinity;
        WorldVector low = new(most, most, most), high = new(-most, -most, -most);
        for (int i = start; i < start + count; i++)
        {
            Triangle t = mesh.Triangles[order[i]];
            foreach (int vertex in (ReadOnlySpan<int>)[t.A, t.B, t.C])
            {
                WorldPoint p = mesh.Vertices[vertex];
                low = new WorldVector(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
                high = new WorldVector(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
            }
        }

        return (low, high);
    }

    private void Search(int index, WorldVector p, ref (int Triangle, TrianglePoint At, double Square) best)
    {
        Box box = boxes[index];
        if (box.IsLeaf)
        {
            SearchLeaf(box, p, ref best);
            return;
        }

        double left = boxes[box.Left].SquareTo(p), right = boxes[box.Right].SquareTo(p);
        (int near, int far, double farSquare) = left <= right ? (box.Left, box.Right, right) : (box.Right, box.Left, left);
        if (Math.Min(left, right) <= best.Square)
        {
            Search(near, p, ref best);
        }

        if (farSquare < best.Square)
        {
            Search(far, p, ref best);
        }
    }

    private void SearchLeaf(Box box, WorldVector p, ref (int Triangle, TrianglePoint At, double Square) best)
    {
        for (int i = box.Start; i < box.Start + box.Count; i++)
        {
            Triangle t = mesh.Triangles[order[i]];
            TrianglePoint at = TrianglePoint.Nearest(p, (Corner(t.A), Corner(t.B), Corner(t.C)));
            WorldVector step = p - at.Point;
            double square = step.Dot(step);
            if (square < best.Square || (best.Triangle < 0 && square <= best.Square))
            {
                best = (order[i], at, square);
            }
        }
    }

    private readonly record struct Box(WorldVector Low, WorldVector High, int Start, int Count, int Left, int Right)
    {
        public bool IsLeaf => Right == 0;

        public double SquareTo(WorldVector p)
        {
            double x = Math.Max(0, Math.Max(Low.X - p.X, p.X - High.X));
            double y = Math.Max(0, Math.Max(Low.Y - p.Y, p.Y - High.Y));
            double z = Math.Max(0, Math.Max(Low.Z - p.Z, p.Z - High.Z));
            return x * x + y * y + z * z;
        }
    }
}
