namespace Vesalius.Imaging.Surfaces;

/// <summary>A surface of triangles that share their vertices, in the patient (LPS+ mm).</summary>
public sealed class Mesh
{
    /// <summary>A mesh over existing arrays, which it shares.</summary>
    /// <exception cref="ArgumentException">A triangle names a vertex that is not there.</exception>
    public Mesh(WorldPoint[] vertices, Triangle[] triangles)
    {
        ArgumentNullException.ThrowIfNull(vertices);
        ArgumentNullException.ThrowIfNull(triangles);
        foreach (Triangle t in triangles)
        {
            if (Math.Min(t.A, Math.Min(t.B, t.C)) < 0 || Math.Max(t.A, Math.Max(t.B, t.C)) >= vertices.Length)
            {
                throw new ArgumentException($"A mesh of {vertices.Length} vertices cannot have the triangle {t}.", nameof(triangles));
            }
        }

        Vertices = vertices;
        Triangles = triangles;
    }

    /// <summary>The positions, in mm.</summary>
    public WorldPoint[] Vertices { get; }

    /// <summary>The triangles.</summary>
    public Triangle[] Triangles { get; }

    /// <summary>A colour for each vertex, which PLY, GLB and 3MF files keep; null for a mesh of one colour.</summary>
    /// <exception cref="ArgumentException">There are not as many colours as vertices.</exception>
    public Rgb[]? Colors
    {
        get;
        init => field = value is null || value.Length == Vertices.Length
            ? value
            : throw new ArgumentException($"A mesh of {Vertices.Length} vertices needs as many colours; {value.Length} came.", nameof(value));
    }

    /// <summary>The area in mm²; 0 without triangles.</summary>
    public double AreaMm2 => Triangles.Sum(t => 0.5 * (Vertices[t.B] - Vertices[t.A]).Cross(Vertices[t.C] - Vertices[t.A]).Length);

    /// <summary>
    /// The volume inside in mm³, by the divergence theorem; negative when the triangles face inwards, without meaning when the mesh is open.
    /// </summary>
    public double VolumeMm3
    {
        get
        {
            if (Triangles.Length == 0)
            {
                return 0;
            }

            WorldPoint from = Vertices[Triangles[0].A];
            return Triangles.Sum(t => (Vertices[t.A] - from).Cross(Vertices[t.B] - from).Dot(Vertices[t.C] - from)) / 6;
        }
    }

    /// <summary>Whether and how the triangles hang together.</summary>
    public MeshTopology Topology => MeshTopology.Of(this);
}
