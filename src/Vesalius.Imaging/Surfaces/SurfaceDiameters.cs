namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The longest distances between the points where a mask's surface crosses the lines between neighbouring voxel centres (the vertices of its
/// marching-cubes mesh), in mm; 0 for an empty mask.
/// </summary>
/// <param name="OverallMm">Between any two points.</param>
/// <param name="WithinXMm">Between two points of equal x (PyRadiomics' Maximum2DDiameterRow).</param>
/// <param name="WithinYMm">Between two points of equal y (Maximum2DDiameterColumn).</param>
/// <param name="WithinZMm">Between two points of equal z (Maximum2DDiameterSlice).</param>
public readonly record struct SurfaceDiameters(double OverallMm, double WithinXMm, double WithinYMm, double WithinZMm)
{
    /// <summary>The diameters of a mask.</summary>
    public static SurfaceDiameters Of(Volume<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        SurfaceRows rows = SurfaceRows.Of(mask);
        Affine map = mask.Grid.Affine;
        List<List<WorldPoint>> slices = rows.Hulls(2, map);
        return new SurfaceDiameters(Overall(slices), Longest(rows.Hulls(0, map)), Longest(rows.Hulls(1, map)), Longest(slices));
    }

    /// <summary>Only the longest distance between any two points, in mm; 0 for an empty mask.</summary>
    public static double LongestMm(Volume<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Overall(SurfaceRows.Of(mask).Hulls(2, mask.Grid.Affine));
    }

    private static double Overall(List<List<WorldPoint>> slices) =>
        FarthestPair.Of(slices.SelectMany(points => points)) is { } pair ? pair.First.DistanceTo(pair.Second) : 0;

    private static double Longest(List<List<WorldPoint>> planes)
    {
        double best = 0;
        foreach (List<WorldPoint> points in planes)
        {
            for (int i = 0; i < points.Count; i++)
            {
                for (int j = i + 1; j < points.Count; j++)
                {
                    best = Math.Max(best, SquareDistance(points[i], points[j]));
                }
            }
        }

        return Math.Sqrt(best);
    }

    private static double SquareDistance(WorldPoint a, WorldPoint b)
    {
        WorldVector step = b - a;
        return step.Dot(step);
    }
}
