namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The surface where a field of numbers (a probability, a distance) crosses a level: watertight and manifold as that of a mask, and placed
/// between voxel centres by linear interpolation, not halfway.
/// </summary>
public static class LevelSurface
{
    /// <summary>The surface around the voxels at or above a level, in the patient (LPS+ mm), facing outwards. Closed half a voxel beyond
    /// the border.</summary>
    /// <param name="field">The field; NaN counts as below.</param>
    /// <param name="level">The level.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Mesh Of(Volume<float> field, double level, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        Mesh halfway = MarchingCubes.Surface(field.Map(value => value >= level), cancellation);
        return new Mesh(Array.ConvertAll(halfway.Vertices, vertex => Moved(vertex, field, level)), halfway.Triangles);
    }

    /// <summary>
    /// The place along an edge where a field crosses a level, 0 to 1; its middle where the field is the same at both ends.
    /// </summary>
    internal static double ShareOf(VoxelEdge edge, Volume<float> field, double level)
    {
        double from = field[edge.X, edge.Y, edge.Z], to = field[edge.NextX, edge.NextY, edge.NextZ];
        double share = (level - from) / (to - from);

        // A vertex on a voxel centre would fall together with its neighbours.
        return double.IsFinite(share) ? Math.Clamp(share, 0.001, 0.999) : 0.5;
    }

    private static WorldPoint Moved(WorldPoint vertex, Volume<float> field, double level)
    {
        VoxelEdge edge = VoxelEdge.Through(field.Grid.ToVoxel(vertex));
        return edge.LiesIn(field.Size) ? field.Grid.ToWorld(edge.At(ShareOf(edge, field, level))) : vertex;
    }
}
