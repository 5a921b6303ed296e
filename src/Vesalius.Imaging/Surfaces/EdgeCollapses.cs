using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Surfaces;

/// <summary>Draws the edges of a mesh together in the order of their error. See <see cref="MeshDecimation"/>.</summary>
internal sealed class EdgeCollapses
{
    // Among edges of equal error the shorter go first.
    private const double LengthWeight = 1e-6;

    // Open edges weigh as much as this many walls that stand on them.
    private const double BoundaryWeight = 100;

    // How often an edge is looked at before a request to stop is heeded.
    private const int Stride = 1024;

    private readonly MeshDecimation options;
    private readonly Quadric[] quadrics;
    private readonly VertexKind[] kinds;
    private readonly int[] versions;
    private readonly PriorityQueue<(int A, int B, int VersionA, int VersionB), double> queue = new();
    private readonly EdgeNeighbourhood around;

    /// <summary>Prepares a mesh.</summary>
    /// <param name="positions">The vertices, about the origin; taken over.</param>
    /// <param name="triangles">The triangles.</param>
    /// <param name="options">How far to go.</param>
    public EdgeCollapses(WorldVector[] positions, Triangle[] triangles, MeshDecimation options)
    {
        this.options = options;
        Stars = new MeshStars(positions, triangles);
        around = new EdgeNeighbourhood(Stars);
        quadrics = new Quadric[positions.Length];
        kinds = new VertexKind[positions.Length];
        versions = new int[positions.Length];
        foreach (Triangle t in Stars.Left)
        {
            AddPlane(t);
        }

        MeshEdges.Edge[] edges = [.. MeshEdges.Of([.. Stars.Left]).All()];
        Triangle[] left = [.. Stars.Left];
        foreach (MeshEdges.Edge edge in edges.Where(edge => edge.Uses != 2))
        {
            AddBoundary(edge, left[edge.Triangle]);
        }

        foreach (MeshEdges.Edge edge in edges)
        {
            Offer(edge.Low, edge.High);
        }
    }

    /// <summary>The mesh as it is by now.</summary>
    public MeshStars Stars { get; }

    /// <summary>Goes on until there are few enough triangles, or the error would be too large.</summary>
    public void Run(CancellationToken cancellation)
    {
        for (int looked = 0; Stars.Count > options.Triangles && queue.TryDequeue(out var edge, out double priority); looked++)
        {
            if (looked % Stride == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (versions[edge.A] != edge.VersionA || versions[edge.B] != edge.VersionB || Place(edge.A, edge.B) is not { } place)
            {
                continue;
            }

            double now = Priority(edge.A, edge.B, place);
            if (now > (priority * 1.001) + 1e-12)
            {
                // Triangles around it have moved since it was weighed.
                queue.Enqueue(edge, now);
            }
            else if ((quadrics[edge.A] + quadrics[edge.B]).DistanceMm(place) <= options.MaximumErrorMm && around.AllowsCollapse(place))
            {
                Collapse(edge.A, edge.B, place);
            }
        }
    }

    private void AddPlane(Triangle t)
    {
        WorldVector a = Stars.Positions[t.A], across = (Stars.Positions[t.B] - a).Cross(Stars.Positions[t.C] - a);
        double twiceArea = across.Length;
        if (twiceArea > 0)
        {
            Quadric plane = Quadric.Plane(across * (1 / twiceArea), a, twiceArea / 2);
            quadrics[t.A] += plane;
            quadrics[t.B] += plane;
            quadrics[t.C] += plane;
        }
    }

    // At an open edge stands a wall, so that the vertices on it move along it. Where more than two triangles meet nothing moves.
    private void AddBoundary(MeshEdges.Edge edge, Triangle t)
    {
        VertexKind kind = edge.Uses > 2 || options.KeepsBoundary ? VertexKind.Fixed : VertexKind.OnBoundary;
        WorldVector low = Stars.Positions[edge.Low], along = Stars.Positions[edge.High] - low;
        WorldVector tip = Stars.Positions[t.A], wall = along.Cross((Stars.Positions[t.B] - tip).Cross(Stars.Positions[t.C] - tip));
        Quadric plane = wall.Length > 0 ? Quadric.Plane(wall.Normalized, low, BoundaryWeight * along.Dot(along)) : default;
        foreach (int vertex in (ReadOnlySpan<int>)[edge.Low, edge.High])
        {
            kinds[vertex] = (VertexKind)Math.Max((int)kinds[vertex], (int)kind);
            quadrics[vertex] += plane;
        }
    }

    private void Offer(int a, int b)
    {
        if (Place(a, b) is { } place)
        {
            queue.Enqueue((a, b, versions[a], versions[b]), Priority(a, b, place));
        }
    }

    private double Priority(int a, int b, WorldVector place)
    {
        WorldVector along = Stars.Positions[b] - Stars.Positions[a];
        Quadric both = quadrics[a] + quadrics[b];
        return both.At(place) + (LengthWeight * both.Weight * along.Dot(along));
    }

    // Where the vertex that takes the place of both would lie; null when they may not be drawn together.
    private WorldVector? Place(int a, int b)
    {
        around.Look(a, b);
        (VertexKind most, VertexKind least) = kinds[a] > kinds[b] ? (kinds[a], kinds[b]) : (kinds[b], kinds[a]);
        if (!around.KeepsTopology() || least == VertexKind.Fixed || (least == VertexKind.OnBoundary && !around.IsOpen))
        {
            return null;
        }

        return most > least ? Stars.Positions[kinds[a] == most ? a : b] : around.BestPlace(quadrics[a] + quadrics[b]);
    }

    private void Collapse(int a, int b, WorldVector place)
    {
        Stars.Collapse(a, b);
        Stars.Positions[a] = place;
        quadrics[a] += quadrics[b];
        kinds[a] = (VertexKind)Math.Max((int)kinds[a], (int)kinds[b]);
        versions[a]++;
        versions[b] = -1;
        var star = new List<Triangle>();
        Stars.Around(a, star);
        var neighbours = new HashSet<int>();
        foreach (Triangle t in CollectionsMarshal.AsSpan(star))
        {
            neighbours.Add(t.B);
            neighbours.Add(t.C);
        }

        foreach (int neighbour in neighbours)
        {
            Offer(a, neighbour);
        }
    }
}
