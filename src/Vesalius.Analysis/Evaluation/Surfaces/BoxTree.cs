namespace Vesalius.Analysis.Evaluation;

/// <summary>Boxes in a tree of boxes around them, to find the nearest point of any of them.</summary>
internal sealed class BoxTree
{
    private const int LeafSize = 8;

    // Halving the longest side of a lattice below 2¹⁶ a side ends after 48 levels; equal middles add a few.
    private const int DeepestStack = 128;

    private readonly AxisBox[] boxes;
    private readonly List<Node> nodes = [];

    /// <summary>A tree over boxes, which it reorders.</summary>
    public BoxTree(AxisBox[] boxes)
    {
        this.boxes = boxes;
        if (boxes.Length > 0)
        {
            nodes.Add(default);
            Build(0, 0, boxes.Length);
        }
    }

    /// <summary>The distance from a point to the nearest point of the boxes; +∞ when there are none.</summary>
    /// <param name="x">The point, in mm.</param>
    /// <param name="y">The point, in mm.</param>
    /// <param name="z">The point, in mm.</param>
    /// <param name="knownMm">A distance that the answer is known not to exceed: the tighter, the quicker.</param>
    public double DistanceFrom(double x, double y, double z, double knownMm = double.PositiveInfinity)
    {
        if (boxes.Length == 0)
        {
            return double.PositiveInfinity;
        }

        // A little more than is known, so that an answer equal to it is still found.
        double limit = (knownMm * (1 + 1e-9)) + 1e-9, nearest = limit * limit;
        Span<int> open = stackalloc int[DeepestStack];
        open[0] = 0;
        for (int count = 1; count > 0;)
        {
            Node node = nodes[open[--count]];
            if (node.Box.SquaredDistance(x, y, z) >= nearest)
            {
                continue;
            }

            if (node.Low == 0)
            {
                foreach (AxisBox box in boxes.AsSpan(node.Start, node.Count))
                {
                    nearest = Math.Min(nearest, box.SquaredDistance(x, y, z));
                }

                continue;
            }

            bool isLowNearer = nodes[node.Low].Box.SquaredDistance(x, y, z) <= nodes[node.Low + 1].Box.SquaredDistance(x, y, z);
            open[count++] = isLowNearer ? node.Low + 1 : node.Low;
            open[count++] = isLowNearer ? node.Low : node.Low + 1;
        }

        return Math.Sqrt(nearest);
    }

    private void Build(int place, int start, int count)
    {
        AxisBox around = boxes[start];
        foreach (AxisBox box in boxes.AsSpan(start, count))
        {
            around = around.With(box);
        }

        int low = count <= LeafSize ? 0 : nodes.Count;
        nodes[place] = new Node(around, start, count, low);
        if (low > 0)
        {
            nodes.Add(default);
            nodes.Add(default);
            int below = Split(start, count, around);
            Build(low, start, below);
            Build(low + 1, start + below, count - below);
        }
    }

    // Moves the boxes below the middle of the longest side to the front, and says how many they are: at least one, and not all.
    private int Split(int start, int count, AxisBox around)
    {
        (double x, double y, double z) = (around.X1 - around.X0, around.Y1 - around.Y0, around.Z1 - around.Z0);
        (double mx, double my, double mz) = around.Middle;
        int below = start;
        for (int i = start; i < start + count; i++)
        {
            (double bx, double by, double bz) = boxes[i].Middle;
            if (x >= y && x >= z ? bx < mx : y >= z ? by < my : bz < mz)
            {
                (boxes[i], boxes[below]) = (boxes[below], boxes[i]);
                below++;
            }
        }

        return below == start || below == start + count ? count / 2 : below - start;
    }

    private readonly record struct Node(AxisBox Box, int Start, int Count, int Low);
}
