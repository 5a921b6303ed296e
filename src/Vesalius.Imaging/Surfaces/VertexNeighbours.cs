namespace Vesalius.Imaging.Surfaces;

/// <summary>Which vertices of a closed mesh are joined to each by an edge, in one array.</summary>
internal sealed class VertexNeighbours
{
    private readonly int[] starts;
    private readonly int[] joined;

    private VertexNeighbours(int[] starts, int[] joined)
    {
        this.starts = starts;
        this.joined = joined;
    }

    /// <summary>The neighbours in a closed, oriented mesh: each edge runs once in each direction, so each is met once from either
    /// end.</summary>
    public static VertexNeighbours Of(Mesh mesh)
    {
        int[] starts = new int[mesh.Vertices.Length + 1];
        foreach (Triangle t in mesh.Triangles)
        {
            starts[t.A + 1]++;
            starts[t.B + 1]++;
            starts[t.C + 1]++;
        }

        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        int[] joined = new int[starts[^1]], next = (int[])starts.Clone();
        foreach (Triangle t in mesh.Triangles)
        {
            joined[next[t.A]++] = t.B;
            joined[next[t.B]++] = t.C;
            joined[next[t.C]++] = t.A;
        }

        return new VertexNeighbours(starts, joined);
    }

    /// <summary>Each point moved by a fraction of the way to the mean of its neighbours; away from it when negative.</summary>
    public VoxelPoint[] Towards(VoxelPoint[] points, double fraction)
    {
        var moved = new VoxelPoint[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            (double x, double y, double z) = (0, 0, 0);
            int count = starts[i + 1] - starts[i];
            for (int n = starts[i]; n < starts[i + 1]; n++)
            {
                VoxelPoint neighbour = points[joined[n]];
                (x, y, z) = (x + neighbour.X, y + neighbour.Y, z + neighbour.Z);
            }

            double share = count == 0 ? 0 : fraction / count, kept = count == 0 ? 1 : 1 - fraction;
            moved[i] = new VoxelPoint(points[i].X * kept + x * share, points[i].Y * kept + y * share, points[i].Z * kept + z * share);
        }

        return moved;
    }
}
