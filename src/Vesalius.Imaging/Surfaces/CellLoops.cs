namespace Vesalius.Imaging.Surfaces;

/// <summary>The closed lines along which the surface of a mask crosses the six faces of a cell.</summary>
internal static class CellLoops
{
    /// <summary>
    /// The loops of one of the 256 cells, each as the edges it passes, counter-clockwise as seen from the unset side.
    /// Set corners that touch only across a face's diagonal are kept apart.
    /// </summary>
    /// <param name="code">Bit <c>k</c> says whether corner <c>k</c> is set.</param>
    public static List<int[]> Of(int code)
    {
        int[] next = Steps(code);
        var loops = new List<int[]>();
        for (int first = 0; first < next.Length; first++)
        {
            if (next[first] >= 0)
            {
                loops.Add(Follow(next, first));
            }
        }

        return loops;
    }

    /// <summary>
    /// From each edge the surface passes to the one it passes next. Around a face each run of set corners is entered through one edge and
    /// left through another; the neighbouring face sees the second as its way in, so that every edge has one successor.
    /// </summary>
    private static int[] Steps(int code)
    {
        var next = new int[CellGeometry.EdgeCount];
        Array.Fill(next, -1);
        for (int face = 0; face < 6; face++)
        {
            int[] corners = CellGeometry.FaceCorners(face);
            for (int i = 0; i < 4; i++)
            {
                bool enters = (code >> corners[(i + 3) % 4] & 1) == 0 && (code >> corners[i] & 1) == 1;
                if (enters)
                {
                    next[CellGeometry.EdgeBetween(corners[(i + 3) % 4], corners[i])] = EdgeOfLeaving(code, corners, i);
                }
            }
        }

        return next;
    }

    private static int EdgeOfLeaving(int code, int[] corners, int start)
    {
        int i = start;
        while ((code >> corners[(i + 1) % 4] & 1) == 1)
        {
            i++;
        }

        return CellGeometry.EdgeBetween(corners[i % 4], corners[(i + 1) % 4]);
    }

    private static int[] Follow(int[] next, int first)
    {
        var loop = new List<int>();
        for (int edge = first; next[edge] >= 0;)
        {
            loop.Add(edge);
            (edge, next[edge]) = (next[edge], -1);
        }

        return [.. loop];
    }
}
