namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// Exact distances from points to a surface: to its triangles, not to its vertices, whatever the grid the surface came from. Made once,
/// asked any number of times, from any number of threads.
/// </summary>
public sealed class MeshDistance
{
    private readonly TriangleTree tree;
    private readonly SurfaceNormals normals;

    /// <summary>Prepares a surface. It must be closed for the signs to mean anything.</summary>
    public MeshDistance(Mesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        Mesh = mesh;
        tree = new TriangleTree(mesh);
        normals = new SurfaceNormals(mesh);
    }

    /// <summary>The surface.</summary>
    public Mesh Mesh { get; }

    /// <summary>The nearest point of the surface; null where none is within the limit, as of a surface without triangles.</summary>
    /// <param name="point">The point, in the patient (LPS+ mm).</param>
    /// <param name="limitMm">How far to look, in mm. A near limit is much faster for points far away.</param>
    public SurfacePoint? Nearest(WorldPoint point, double limitMm = double.PositiveInfinity)
    {
        WorldVector p = point - default(WorldPoint);
        (int triangle, TrianglePoint at, double square) = tree.Nearest(p, limitMm);
        if (triangle < 0)
        {
            return null;
        }

        bool isInside = (p - at.Point).Dot(normals.At(triangle, at.Feature)) < 0;
        double distance = Math.Sqrt(square);
        return new SurfacePoint(default(WorldPoint) + at.Point, isInside ? -distance : distance, triangle);
    }

    /// <summary>The signed distance in mm, negative inside; +∞ where the surface has no triangle.</summary>
    public double SignedMm(WorldPoint point) => Nearest(point)?.SignedMm ?? double.PositiveInfinity;

    /// <summary>
    /// The signed distance in mm at every voxel centre of a grid, negative inside. Beyond the band it is +∞ outside and −∞ inside.
    /// </summary>
    /// <param name="grid">The grid, which need not be the one the surface came from.</param>
    /// <param name="bandMm">Distances above this are not worked out; a voxel is the least.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public Volume<float> Onto(Grid grid, double bandMm = double.PositiveInfinity, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfNegative(bandMm);
        var field = new Volume<float>(grid);
        var rows = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, grid.Size.Y * grid.Size.Z, rows, row =>
        {
            (int y, int z) = (row % grid.Size.Y, row / grid.Size.Y);
            Span<float> values = field.Row(y, z);
            double last = double.PositiveInfinity, step = grid.Affine.XStep.Length;
            for (int x = 0; x < values.Length; x++)
            {
                // The distance changes from voxel to voxel by a step at most: that bounds the search, or shows that there is nothing to
                // find.
                double reach = Math.Min(Math.Max(bandMm, step), Math.Abs(last) + step * 1.000001);
                SurfacePoint? found = Nearest(grid.ToWorld(new VoxelPoint(x, y, z)), reach);
                values[x] = (float)(found?.SignedMm ?? double.PositiveInfinity);
                last = found?.SignedMm ?? double.PositiveInfinity;
            }
        });
        return double.IsFinite(bandMm) ? InsideMarked(field) : field;
    }

    // What lies between two voxels inside the band that are both within the surface, and beyond the band, is within the surface too.
    private static Volume<float> InsideMarked(Volume<float> field)
    {
        for (int z = 0; z < field.Size.Z; z++)
        {
            for (int y = 0; y < field.Size.Y; y++)
            {
                bool isInside = false;
                foreach (ref float value in field.Row(y, z))
                {
                    isInside = float.IsPositiveInfinity(value) ? isInside : value < 0;
                    value = isInside && float.IsPositiveInfinity(value) ? float.NegativeInfinity : value;
                }
            }
        }

        return field;
    }
}
