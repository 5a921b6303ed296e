namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// Makes a mesh of fewer triangles by drawing edges together, the ones that matter least first (quadric error, Garland and Heckbert 1997).
/// Each new vertex is placed so that the volume inside does not change (Lindstrom and Turk 1998): that of a closed mesh is kept to within
/// rounding. A closed mesh stays closed, a manifold one manifold, and parts and rings stay as many as they are.
/// </summary>
/// <remarks>
/// A surface made by <see cref="MarchingCubes"/> has steps; smooth it first (<see cref="TaubinSmoothing"/>) where they are not wanted, or
/// they hold triangles. Whether parts of the surface come to cross each other is not looked at. For pictures, printing and models:
/// sizes are to be taken from the mask. Vertices at edges with more than two triangles stay where they are.
/// </remarks>
public sealed record MeshDecimation
{
    /// <summary>Ends when no more triangles than this are left; 0, the default, goes as far as the error allows.</summary>
    public int Triangles
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of triangles is 0 or more.");
    }

    /// <summary>
    /// The largest error in mm: the root of the mean square distance of a vertex from the planes of all triangles that it replaces. 0.25 by
    /// default; infinite where only the number of triangles counts.
    /// </summary>
    public double MaximumErrorMm
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An error is 0 mm or more.");
    } = 0.25;

    /// <summary>
    /// Whether the vertices at open edges stay where they are, so that pieces still fit each other; true by default. If not, open edges are
    /// thinned out too, along themselves. A closed mesh has none.
    /// </summary>
    public bool KeepsBoundary { get; init; } = true;

    /// <summary>The mesh with fewer triangles, facing the same way. Vertices that no triangle uses are dropped.</summary>
    public Mesh Apply(Mesh mesh, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        if (mesh.Triangles.Length == 0)
        {
            return new Mesh([], []);
        }

        // Near the middle of the mesh squares of coordinates lose no digits.
        WorldVector sum = mesh.Vertices.Aggregate(default(WorldVector), (total, vertex) => total + (vertex - default(WorldPoint)));
        WorldPoint middle = default(WorldPoint) + (sum * (1.0 / mesh.Vertices.Length));
        var collapses = new EdgeCollapses([.. mesh.Vertices.Select(vertex => vertex - middle)], mesh.Triangles, this);
        collapses.Run(cancellation);
        return Compacted(collapses.Stars, middle);
    }

    private static Mesh Compacted(MeshStars stars, WorldPoint middle)
    {
        int[] numbers = new int[stars.Positions.Length];
        var vertices = new List<WorldPoint>();
        int Number(int vertex)
        {
            if (numbers[vertex] == 0)
            {
                vertices.Add(middle + stars.Positions[vertex]);
                numbers[vertex] = vertices.Count;
            }

            return numbers[vertex] - 1;
        }

        Triangle[] triangles = [.. stars.Left.Select(t => new Triangle(Number(t.A), Number(t.B), Number(t.C)))];
        return new Mesh([.. vertices], triangles);
    }
}
