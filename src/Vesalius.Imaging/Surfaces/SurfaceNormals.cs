namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// Directions that tell the inside of a closed mesh from its outside at any of its points, corners and edges too: a corner's is the sum of
/// its triangles' normals weighted by their angles there, an edge's the sum of both (Bærentzen and Aanæs 2005).
/// </summary>
internal sealed class SurfaceNormals
{
    private readonly Mesh mesh;
    private readonly WorldVector[] corners;
    private readonly Dictionary<(int, int), WorldVector> edges;

    public SurfaceNormals(Mesh mesh)
    {
        this.mesh = mesh;
        corners = new WorldVector[mesh.Vertices.Length];
        edges = new Dictionary<(int, int), WorldVector>(mesh.Triangles.Length * 3 / 2);
        foreach (Triangle t in mesh.Triangles)
        {
            WorldVector normal = OfTriangle(t);
            Add(t.A, t.B, t.C, normal);
            Add(t.B, t.C, t.A, normal);
            Add(t.C, t.A, t.B, normal);
        }
    }

    /// <summary>The direction at a corner, not of unit length.</summary>
    public WorldVector AtVertex(int vertex) => corners[vertex];

    /// <summary>The direction at a point of a triangle, not of unit length.</summary>
    public WorldVector At(int triangle, int feature)
    {
        Triangle t = mesh.Triangles[triangle];
        return feature switch
        {
            0 => corners[t.A],
            1 => corners[t.B],
            2 => corners[t.C],
            3 => edges[Key(t.A, t.B)],
            4 => edges[Key(t.B, t.C)],
            5 => edges[Key(t.C, t.A)],
            _ => OfTriangle(t),
        };
    }

    private static (int, int) Key(int a, int b) => a < b ? (a, b) : (b, a);

    private WorldVector OfTriangle(Triangle t)
    {
        WorldVector across = (mesh.Vertices[t.B] - mesh.Vertices[t.A]).Cross(mesh.Vertices[t.C] - mesh.Vertices[t.A]);
        double length = across.Length;
        return length > 0 ? across * (1 / length) : default;
    }

    private void Add(int vertex, int next, int last, WorldVector normal)
    {
        WorldVector one = mesh.Vertices[next] - mesh.Vertices[vertex], other = mesh.Vertices[last] - mesh.Vertices[vertex];
        corners[vertex] += normal * Math.Atan2(one.Cross(other).Length, one.Dot(other));
        (int, int) key = Key(vertex, next);
        edges[key] = edges.GetValueOrDefault(key) + normal;
    }
}
