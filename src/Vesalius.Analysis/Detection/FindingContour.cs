namespace Vesalius.Analysis.Detection;

/// <summary>The outlines of a finding in a 2-D image.</summary>
public static class FindingContour
{
    /// <summary>
    /// The closed lines around a finding's pixels, along their edges, so that a single pixel (x, y) gives the square from x − ½ to x +
    /// ½. The outer lines
    /// run with the finding on the right, those of holes too. Corners only; the last joins the first.
    /// </summary>
    /// <exception cref="ArgumentException">The finding lies in a volume.</exception>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(FindingRegion region)
    {
        ArgumentNullException.ThrowIfNull(region);
        if (region.Mask.Size.Z != 1)
        {
            throw new ArgumentException("A finding in a volume has a surface and no outline.", nameof(region));
        }

        Dictionary<(int X, int Y), List<(int X, int Y)>> steps = Steps(region);
        var lines = new List<IReadOnlyList<(double X, double Y)>>();
        while (steps.Count > 0)
        {
            List<(int X, int Y)> corners = Walk(steps);
            lines.Add([.. corners.Select(at => (at.X + region.Box.FirstX - 0.5, at.Y + region.Box.FirstY - 0.5))]);
        }

        return lines;
    }

    // From each corner of a pixel to the next, wherever one side is set and the other is not.
    private static Dictionary<(int X, int Y), List<(int X, int Y)>> Steps(FindingRegion region)
    {
        (int width, int height) = (region.Mask.Size.X, region.Mask.Size.Y);
        var steps = new Dictionary<(int X, int Y), List<(int X, int Y)>>();
        bool IsSet(int x, int y) => region.Mask.Size.Contains(x, y, 0) && region.Mask[x, y, 0];
        void Add((int X, int Y) from, (int X, int Y) to)
        {
            if (!steps.TryGetValue(from, out List<(int X, int Y)>? ends))
            {
                steps.Add(from, ends = []);
            }

            ends.Add(to);
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (IsSet(x, y))
                {
                    AddSides(IsSet, Add, x, y);
                }
            }
        }

        return steps;
    }

    private static void AddSides(Func<int, int, bool> isSet, Action<(int X, int Y), (int X, int Y)> add, int x, int y)
    {
        if (!isSet(x, y - 1))
        {
            add((x, y), (x + 1, y));
        }

        if (!isSet(x + 1, y))
        {
            add((x + 1, y), (x + 1, y + 1));
        }

        if (!isSet(x, y + 1))
        {
            add((x + 1, y + 1), (x, y + 1));
        }

        if (!isSet(x - 1, y))
        {
            add((x, y + 1), (x, y));
        }
    }

    // Takes one closed line out of the steps and keeps its corners.
    private static List<(int X, int Y)> Walk(Dictionary<(int X, int Y), List<(int X, int Y)>> steps)
    {
        (int X, int Y) start = steps.Keys.First(), at = start;
        var path = new List<(int X, int Y)>();
        do
        {
            path.Add(at);
            List<(int X, int Y)> ends = steps[at];
            (int X, int Y) next = ends[^1];
            ends.RemoveAt(ends.Count - 1);
            if (ends.Count == 0)
            {
                steps.Remove(at);
            }

            at = next;
        }
        while (at != start);

        bool Turns(int i)
        {
            (int X, int Y) last = path[(i + path.Count - 1) % path.Count], own = path[i], next = path[(i + 1) % path.Count];
            return (own.X - last.X, own.Y - last.Y) != (next.X - own.X, next.Y - own.Y);
        }

        return [.. Enumerable.Range(0, path.Count).Where(Turns).Select(i => path[i])];
    }
}
