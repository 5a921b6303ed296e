namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// Rounds the steps of a mesh without shrinking it (Taubin 1995): each round moves every vertex towards the mean of its neighbours, and then
/// back by a little more. What is left of a change of volume is undone exactly, part by part, by scaling about the part's centre. For
/// pictures and printing: sizes are to be taken from the mesh before. Parts of few triangles lose their shape; leave lesions of less than
/// about a hundred voxels as they are.
/// </summary>
public sealed record TaubinSmoothing
{
    /// <summary>How often; 10 to 30 removes the steps, 100 begins to blow the mesh up. At least 0.</summary>
    public int Rounds
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of rounds is 0 or more.");
    } = 20;

    /// <summary>How far a vertex moves towards its neighbours' mean, 0 to 1.</summary>
    public double Towards { get; init; } = 0.5;

    /// <summary>How far it moves back; a little more than towards.</summary>
    public double Back { get; init; } = 0.53;

    /// <summary>The smoothed mesh: same triangles, same volume of every closed part, moved vertices.</summary>
    public Mesh Apply(Mesh mesh, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        int[][] neighbours = Neighbours(mesh);
        var vertices = (WorldPoint[])mesh.Vertices.Clone();
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            vertices = Moved(vertices, neighbours, Towards);
            vertices = Moved(vertices, neighbours, -Back);
        }

        return WithVolumeOf(mesh, new Mesh(vertices, mesh.Triangles));
    }

    private static int[][] Neighbours(Mesh mesh)
    {
        var sets = new HashSet<int>[mesh.Vertices.Length];
        for (int i = 0; i < sets.Length; i++)
        {
            sets[i] = [];
        }

        foreach (Triangle t in mesh.Triangles)
        {
            sets[t.A].UnionWith([t.B, t.C]);
            sets[t.B].UnionWith([t.A, t.C]);
            sets[t.C].UnionWith([t.A, t.B]);
        }

        return [.. sets.Select(set => set.ToArray())];
    }

    private static WorldPoint[] Moved(WorldPoint[] vertices, int[][] neighbours, double fraction)
    {
        var moved = new WorldPoint[vertices.Length];
        for (int i = 0; i < vertices.Length; i++)
        {
            WorldVector sum = default;
            foreach (int neighbour in neighbours[i])
            {
                sum += vertices[neighbour] - vertices[i];
            }

            moved[i] = neighbours[i].Length == 0 ? vertices[i] : vertices[i] + sum * (fraction / neighbours[i].Length);
        }

        return moved;
    }

    private static Mesh WithVolumeOf(Mesh before, Mesh after)
    {
        int[] parts = MeshParts.Of(before);
        var vertices = (WorldPoint[])after.Vertices.Clone();
        ILookup<int, Triangle> triangles = before.Triangles.ToLookup(t => parts[t.A]);
        foreach (IGrouping<int, int> part in Enumerable.Range(0, vertices.Length).GroupBy(vertex => parts[vertex]))
        {
            Triangle[] own = [.. triangles[part.Key]];
            double wanted = new Mesh(before.Vertices, own).VolumeMm3, got = new Mesh(after.Vertices, own).VolumeMm3;
            double factor = Math.Cbrt(wanted / got);
            if (!double.IsFinite(factor) || factor <= 0)
            {
                continue;
            }

            WorldVector mean = part.Aggregate(default(WorldVector), (sum, i) => sum + (after.Vertices[i] - default(WorldPoint))) * (1.0 / part.Count());
            WorldPoint centre = default(WorldPoint) + mean;
            foreach (int i in part)
            {
                vertices[i] = centre + (after.Vertices[i] - centre) * factor;
            }
        }

        return new Mesh(vertices, before.Triangles);
    }
}
