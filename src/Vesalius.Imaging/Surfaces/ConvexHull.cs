namespace Vesalius.Imaging.Surfaces;

/// <summary>The convex hull of a mask's surface (the vertices of its marching-cubes mesh).</summary>
public static class ConvexHull
{
    /// <summary>
    /// Moves points by less than this fraction of a voxel while the hull is found, so that no four lie in a plane; the hull's corners are the
    /// points as they are. Points nearer to a face than this may be left out.
    /// </summary>
    private const double Nudge = 1e-7;

    /// <summary>The hull as a watertight mesh in the patient (LPS+ mm), facing outwards; empty for an empty mask.</summary>
    public static Mesh Of(Volume<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        WorldPoint[] points = [.. SurfaceRows.Of(mask).Hulls(2, Affine.Identity).SelectMany(plane => plane)];
        if (points.Length == 0)
        {
            return new Mesh([], []);
        }

        // Any order of the same points gives the same hull; a shuffled one gives it sooner.
        var random = new Random(points.Length);
        random.Shuffle(points);
        double Nudged(double value) => value + Nudge * (random.NextDouble() - 0.5);
        WorldPoint[] nudged = [.. points.Select(p => new WorldPoint(Nudged(p.X), Nudged(p.Y), Nudged(p.Z)))];
        List<Triangle> faces = new HullSearch(nudged).Faces();
        bool mirrored = mask.Grid.Affine.Determinant < 0;
        return new Mesh(
            [.. points.Select(p => mask.Grid.ToWorld(new VoxelPoint(p.X, p.Y, p.Z)))],
            [.. faces.Select(t => mirrored ? new Triangle(t.A, t.C, t.B) : t)]);
    }
}
