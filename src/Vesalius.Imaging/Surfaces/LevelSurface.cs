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

    private static WorldPoint Moved(WorldPoint vertex, Volume<float> field, double level)
    {
        VoxelEdge edge = VoxelEdge.Through(field.Grid.ToVoxel(vertex));
        if (!edge.LiesIn(field.Size))
        {
            return vertex;
        }

        double from = field[edge.X, edge.Y, edge.Z], to = field[edge.NextX, edge.NextY, edge.NextZ];
        double share = (level - from) / (to - from);
        if (!double.IsFinite(share))
        {
            return vertex;
        }

        // A vertex on a voxel centre would fall together with its neighbours.
        return vertex + field.Grid.Affine.Step(edge.Axis) * (Math.Clamp(share, 0.001, 0.999) - 0.5);
    }
}
