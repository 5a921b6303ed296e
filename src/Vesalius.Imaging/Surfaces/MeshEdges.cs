namespace Vesalius.Imaging.Surfaces;

/// <summary>The edges of a mesh, and how many triangles run along each in either direction.</summary>
internal sealed class MeshEdges
{
    private readonly (long Edge, int Triangle)[] sides;

    private MeshEdges((long Edge, int Triangle)[] sides) => this.sides = sides;

    /// <summary>One edge: its vertices, the lower first, one of its triangles, and how many run forward (from low to high) and backward.</summary>
    public readonly record struct Edge(int Low, int High, int Triangle, int Forward, int Backward)
    {
        /// <summary>How many triangles the edge has.</summary>
        public int Uses => Forward + Backward;
    }

    /// <summary>Collects the sides of triangles, sorted so that those of one edge lie together.</summary>
    public static MeshEdges Of(ReadOnlySpan<Triangle> triangles)
    {
        var keys = new long[3 * triangles.Length];
        var sides = new (long Edge, int Triangle)[keys.Length];
        for (int t = 0; t < triangles.Length; t++)
        {
            (int a, int b, int c) = triangles[t];
            (sides[3 * t], sides[(3 * t) + 1], sides[(3 * t) + 2]) = ((Key(a, b), t), (Key(b, c), t), (Key(c, a), t));
        }

        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = sides[i].Edge;
        }

        Array.Sort(keys, sides);
        return new MeshEdges(sides);
    }

    /// <summary>All edges, in the order of their vertices.</summary>
    public IEnumerable<Edge> All()
    {
        for (int i = 0; i < sides.Length;)
        {
            long edge = sides[i].Edge >> 1;
            int start = i, forward = 0;
            for (; i < sides.Length && sides[i].Edge >> 1 == edge; i++)
            {
                forward += (sides[i].Edge & 1) == 0 ? 1 : 0;
            }

            yield return new Edge((int)(edge >> 31), (int)(edge & int.MaxValue), sides[start].Triangle, forward, i - start - forward);
        }
    }

    // Both vertices, the lower first, and last of all the direction.
    private static long Key(int from, int to)
    {
        (long low, long high) = (Math.Min(from, to), Math.Max(from, to));
        return (((low << 31) | high) << 1) | (from < to ? 0L : 1);
    }
}
