namespace Vesalius.Analysis.Measurement;

/// <summary>The outline of a slice under a contour rule: lines between points whose coordinates are twice the voxel's, in no order.</summary>
internal static class SliceOutline
{
    /// <summary>The points that can be ends of a longest distance: the outermost ones on every line along the slice.</summary>
    public static List<(int U, int V)> OutermostPoints(MaskSlice plane, ContourRule rule)
    {
        var ends = new (int First, int Last)[2 * plane.Height + 1];
        Array.Fill(ends, (int.MaxValue, int.MinValue));
        foreach ((int u, int v) in Points(plane, rule))
        {
            ref (int First, int Last) line = ref ends[v + 1];
            line = (Math.Min(line.First, u), Math.Max(line.Last, u));
        }

        var points = new List<(int U, int V)>();
        foreach ((int i, (int first, int last)) in ends.Index())
        {
            if (first <= last)
            {
                points.AddRange([(first, i - 1), (last, i - 1)]);
            }
        }

        return points;
    }

    /// <summary>The points of the outline, some more than once.</summary>
    public static List<(int U, int V)> Points(MaskSlice plane, ContourRule rule)
    {
        var points = new List<(int U, int V)>();
        for (int v = 0; v < plane.Height; v++)
        {
            for (int u = 0; u < plane.Width; u++)
            {
                if (plane[u, v] && !(plane[u - 1, v] && plane[u + 1, v] && plane[u, v - 1] && plane[u, v + 1]))
                {
                    AddPoints(points, plane, rule, (u, v));
                }
            }
        }

        return points;
    }

    /// <summary>The lines of the outline; each side of the area inside occurs once.</summary>
    public static List<((int U, int V) From, (int U, int V) To)> Lines(MaskSlice plane, ContourRule rule)
    {
        var lines = new List<((int U, int V) From, (int U, int V) To)>();
        for (int v = -1; v < plane.Height; v++)
        {
            for (int u = -1; u < plane.Width; u++)
            {
                switch (rule)
                {
                    case ContourRule.VoxelEdges:
                        AddEdges(lines, plane, u, v);
                        break;
                    case ContourRule.HalfwayPoints:
                        AddHalfway(lines, plane, u, v);
                        break;
                    default:
                        AddCentres(lines, plane, u, v);
                        break;
                }
            }
        }

        return rule == ContourRule.VoxelCentres ? OnceOnly(lines) : lines;
    }

    private static void AddPoints(List<(int U, int V)> points, MaskSlice plane, ContourRule rule, (int U, int V) pixel)
    {
        int u = 2 * pixel.U, v = 2 * pixel.V;
        switch (rule)
        {
            case ContourRule.VoxelEdges:
                points.AddRange([(u - 1, v - 1), (u + 1, v - 1), (u - 1, v + 1), (u + 1, v + 1)]);
                break;
            case ContourRule.HalfwayPoints:
                foreach ((int du, int dv) in ((int, int)[])[(-1, 0), (1, 0), (0, -1), (0, 1)])
                {
                    if (!plane[pixel.U + du, pixel.V + dv])
                    {
                        points.Add((u + du, v + dv));
                    }
                }

                break;
            default:
                points.Add((u, v));
                break;
        }
    }

    /// <summary>The edges between a pixel and its next ones along both axes.</summary>
    private static void AddEdges(List<((int U, int V) From, (int U, int V) To)> lines, MaskSlice plane, int u, int v)
    {
        if (plane[u, v] != plane[u + 1, v])
        {
            lines.Add(((2 * u + 1, 2 * v - 1), (2 * u + 1, 2 * v + 1)));
        }

        if (plane[u, v] != plane[u, v + 1])
        {
            lines.Add(((2 * u - 1, 2 * v + 1), (2 * u + 1, 2 * v + 1)));
        }
    }

    /// <summary>Marching squares between four pixel centres; set pixels that touch across a diagonal stay apart.</summary>
    private static void AddHalfway(List<((int U, int V) From, (int U, int V) To)> lines, MaskSlice plane, int u, int v)
    {
        (int U, int V)[] middles = [(2 * u + 1, 2 * v), (2 * u + 2, 2 * v + 1), (2 * u + 1, 2 * v + 2), (2 * u, 2 * v + 1)];
        bool[] corners = [plane[u, v], plane[u + 1, v], plane[u + 1, v + 1], plane[u, v + 1]];
        for (int i = 0; i < 4; i++)
        {
            if (!corners[(i + 3) % 4] && corners[i])
            {
                int last = i;
                while (corners[(last + 1) % 4])
                {
                    last++;
                }

                lines.Add((middles[(i + 3) % 4], middles[last % 4]));
            }
        }
    }

    /// <summary>The sides of the square or triangle that the set ones of four neighbouring pixel centres span.</summary>
    private static void AddCentres(List<((int U, int V) From, (int U, int V) To)> lines, MaskSlice plane, int u, int v)
    {
        (int U, int V)[] corners = [(u, v), (u + 1, v), (u + 1, v + 1), (u, v + 1)];
        (int U, int V)[] inside = [.. corners.Where(c => plane[c.U, c.V]).Select(c => (2 * c.U, 2 * c.V))];
        if (inside.Length >= 3)
        {
            for (int i = 0; i < inside.Length; i++)
            {
                lines.Add((inside[i], inside[(i + 1) % inside.Length]));
            }
        }
    }

    /// <summary>Leaves out sides that two neighbouring pieces share: they lie inside.</summary>
    private static List<((int U, int V) From, (int U, int V) To)> OnceOnly(List<((int U, int V) From, (int U, int V) To)> lines) =>
        [.. lines.GroupBy(line => line.From.CompareTo(line.To) < 0 ? line : (From: line.To, To: line.From))
            .Where(group => group.Count() % 2 == 1).Select(group => group.Key)];
}
