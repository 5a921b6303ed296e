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
    /// <summary>Triangles that name a vertex twice. They cover nothing, and count for none of the other figures.</summary>
    public int DegenerateTriangles { get; init; }

    /// <summary>Whether the mesh encloses a volume: no edge is open and all triangles face the same way.</summary>
    public bool IsWatertight => OpenEdges == 0 && CrowdedEdges == 0 && TwistedEdges == 0;

    /// <summary>Whether neighbouring triangles face the same way, be the mesh closed or open.</summary>
    public bool IsOriented => CrowdedEdges == 0 && TwistedEdges == 0;

    /// <summary>Whether the surroundings of every point are a disc: watertight, and no vertex joins two fans.</summary>
    public bool IsManifold => IsWatertight && PinchedVertices == 0;

    /// <summary>How many handles all parts have together, as a ring has one; null for a mesh that is no closed manifold.</summary>
    public int? Handles => IsManifold ? Components - (EulerCharacteristic / 2) : null;

    /// <summary>Looks at every edge and vertex of a mesh.</summary>
    public static MeshTopology Of(Mesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        var stars = new MeshStars(new WorldVector[mesh.Vertices.Length], mesh.Triangles);
        int edges = 0, open = 0, crowded = 0, twisted = 0;
        foreach (MeshEdges.Edge edge in MeshEdges.Of([.. stars.Left]).All())
        {
            edges++;
            open += edge.Uses == 1 ? 1 : 0;
            crowded += edge.Uses > 2 ? 1 : 0;
            twisted += edge.Uses == 2 && edge.Forward != 1 ? 1 : 0;
        }

        int[] parts = MeshParts.Of(mesh);
        var found = new HashSet<int>();
        var star = new List<Triangle>();
        int used = 0, pinched = 0;
        for (int vertex = 0; vertex < mesh.Vertices.Length; vertex++)
        {
            stars.Around(vertex, star);
            if (star.Count > 0)
            {
                used++;
                found.Add(parts[vertex]);
                pinched += IsOneFan(star) ? 0 : 1;
            }
        }

        return new MeshTopology(open, crowded, twisted, pinched, used - edges + stars.Count, found.Count)
        {
            DegenerateTriangles = mesh.Triangles.Length - stars.Count,
        };
    }

    // The triangles around a vertex, joined at the edges they share, form one fan or more. Empties the list.
    private static bool IsOneFan(List<Triangle> star)
    {
        var reached = new List<int> { star[^1].B, star[^1].C };
        star.RemoveAt(star.Count - 1);
        for (int i = 0; i < reached.Count; i++)
        {
            for (int t = star.Count - 1; t >= 0; t--)
            {
                if (star[t].B == reached[i] || star[t].C == reached[i])
                {
                    reached.Add(star[t].B == reached[i] ? star[t].C : star[t].B);
                    star.RemoveAt(t);
                }
            }
        }

        return star.Count == 0;
    }
}
