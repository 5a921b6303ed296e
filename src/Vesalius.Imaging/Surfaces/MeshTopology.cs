namespace Vesalius.Imaging.Surfaces;

/// <summary>Whether a mesh is fit to be printed or cut: what a slicer program asks before it accepts one.</summary>
/// <param name="OpenEdges">Edges with a triangle on one side only.</param>
/// <param name="CrowdedEdges">Edges with more than two triangles.</param>
/// <param name="TwistedEdges">Edges whose two triangles run the same way along them: one of them faces inwards.</param>
/// <param name="PinchedVertices">Vertices whose triangles form more than one fan.</param>
/// <param name="EulerCharacteristic">Used vertices less edges plus triangles: 2 for each ball, 0 for each ring.</param>
/// <param name="Components">The number of parts that share no vertex.</param>
public sealed record MeshTopology(
    int OpenEdges, int CrowdedEdges, int TwistedEdges, int PinchedVertices, int EulerCharacteristic, int Components)
{
    /// <summary>Whether the mesh encloses a volume: no edge is open and all triangles face the same way.</summary>
    public bool IsWatertight => OpenEdges == 0 && CrowdedEdges == 0 && TwistedEdges == 0;

    /// <summary>Whether the surroundings of every point are a disc: watertight, and no vertex joins two fans.</summary>
    public bool IsManifold => IsWatertight && PinchedVertices == 0;

    /// <summary>Looks at every edge and vertex of a mesh.</summary>
    public static MeshTopology Of(Mesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        var edges = new Dictionary<(int Low, int High), (int Forward, int Backward)>();
        foreach ((int from, int to) in mesh.Triangles.SelectMany(Sides))
        {
            (int low, int high) = (Math.Min(from, to), Math.Max(from, to));
            (int forward, int backward) = edges.GetValueOrDefault((low, high));
            edges[(low, high)] = from < to ? (forward + 1, backward) : (forward, backward + 1);
        }

        int[] parts = MeshParts.Of(mesh);
        var used = mesh.Triangles.SelectMany(t => (int[])[t.A, t.B, t.C]).Distinct().ToList();
        return new MeshTopology(
            edges.Values.Count(uses => uses.Forward + uses.Backward == 1),
            edges.Values.Count(uses => uses.Forward + uses.Backward > 2),
            edges.Values.Count(uses => uses.Forward + uses.Backward == 2 && uses.Forward != 1),
            Pinched(mesh),
            used.Count - edges.Count + mesh.Triangles.Length,
            used.Select(vertex => parts[vertex]).Distinct().Count());
    }

    private static IEnumerable<(int From, int To)> Sides(Triangle t) => [(t.A, t.B), (t.B, t.C), (t.C, t.A)];

    /// <summary>The triangles around a vertex, joined at the edges they share, form one fan or more.</summary>
    private static int Pinched(Mesh mesh) => mesh.Triangles
        .SelectMany(t => ((int Vertex, int From, int To)[])[(t.A, t.B, t.C), (t.B, t.C, t.A), (t.C, t.A, t.B)])
        .GroupBy(side => side.Vertex)
        .Count(sides => Fans([.. sides.Select(side => (side.From, side.To))]) > 1);

    private static int Fans(List<(int From, int To)> sides)
    {
        var parts = new Dictionary<int, int>();
        int Root(int vertex)
        {
            while (parts.TryGetValue(vertex, out int parent) && parent != vertex)
            {
                vertex = parent;
            }

            parts.TryAdd(vertex, vertex);
            return vertex;
        }

        foreach ((int from, int to) in sides)
        {
            parts[Root(from)] = Root(to);
        }

        return parts.Keys.Select(Root).Distinct().Count();
    }
}
