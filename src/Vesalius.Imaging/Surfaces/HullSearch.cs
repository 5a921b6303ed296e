namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The convex hull of points of which no four lie in a plane: begun with a tetrahedron, and grown point by point. A point outside sees some
/// faces; these go, and the point is joined to the edges around them.
/// </summary>
internal sealed class HullSearch(WorldPoint[] points)
{
    private readonly List<Triangle> faces = [];

    /// <summary>The faces of the hull, facing outwards. There must be four points at least.</summary>
    public List<Triangle> Faces()
    {
        int[] first = Tetrahedron();
        Begin(first);
        for (int i = 0; i < points.Length; i++)
        {
            if (!first.Contains(i))
            {
                Add(i);
            }
        }

        return faces;
    }

    /// <summary>Four points that span a volume, far apart so that most others lie within.</summary>
    private int[] Tetrahedron()
    {
        IEnumerable<int> all = Enumerable.Range(0, points.Length);
        int a = all.MinBy(i => points[i].X), b = all.MaxBy(i => points[i].DistanceTo(points[a]));
        WorldVector line = points[b] - points[a];
        int c = all.MaxBy(i => line.Cross(points[i] - points[a]).Length);
        int d = all.MaxBy(i => Math.Abs(Height(new Triangle(a, b, c), i)));
        return [a, b, c, d];
    }

    private void Begin(int[] t)
    {
        Triangle ground = Height(new Triangle(t[0], t[1], t[2]), t[3]) < 0 ? new(t[0], t[1], t[2]) : new(t[0], t[2], t[1]);
        faces.AddRange([ground, new(ground.B, ground.A, t[3]), new(ground.C, ground.B, t[3]), new(ground.A, ground.C, t[3])]);
    }

    private void Add(int point)
    {
        var edges = new HashSet<(int From, int To)>();
        int kept = 0;
        for (int i = 0; i < faces.Count; i++)
        {
            Triangle face = faces[i];
            if (Height(face, point) <= 0)
            {
                faces[kept++] = face;
                continue;
            }

            foreach ((int from, int to) in (ReadOnlySpan<(int, int)>)[(face.A, face.B), (face.B, face.C), (face.C, face.A)])
            {
                if (!edges.Remove((to, from)))
                {
                    edges.Add((from, to));
                }
            }
        }

        faces.RemoveRange(kept, faces.Count - kept);
        faces.AddRange(edges.Select(edge => new Triangle(edge.From, edge.To, point)));
    }

    /// <summary>Six times the volume of a face and a point: positive when the point sees the face from outside.</summary>
    private double Height(Triangle face, int point) =>
        (points[face.B] - points[face.A]).Cross(points[face.C] - points[face.A]).Dot(points[point] - points[face.A]);
}
