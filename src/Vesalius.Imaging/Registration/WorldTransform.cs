namespace Vesalius.Imaging.Registration;

/// <summary>
/// A linear map of the patient frame to itself or to that of another scan (LPS+ mm): rigid or affine. Registration of a moving scan to a
/// fixed one finds where each fixed point lies in the moving scan.
/// </summary>
/// <param name="Map">The images of the three unit steps, and of the origin.</param>
public readonly record struct WorldTransform(Affine Map)
{
    /// <summary>The map that moves nothing.</summary>
    public static WorldTransform Identity { get; } = new(Affine.Identity);

    /// <summary>A shift.</summary>
    public static WorldTransform Shift(WorldVector step) => new(Affine.Identity with { Origin = default(WorldPoint) + step });

    /// <summary>A rotation about a point, by the right-hand rule.</summary>
    /// <param name="rotation">The axis, as long as the angle in radians.</param>
    /// <param name="centre">The point that stays where it is.</param>
    public static WorldTransform Rotation(WorldVector rotation, WorldPoint centre)
    {
        double angle = rotation.Length;
        if (angle == 0)
        {
            return Identity;
        }

        WorldVector axis = rotation * (1 / angle);
        (double sine, double cosine) = Math.SinCos(angle);
        WorldVector Turned(WorldVector v) => v * cosine + axis.Cross(v) * sine + axis * (axis.Dot(v) * (1 - cosine));
        WorldVector x = Turned(new(1, 0, 0)), y = Turned(new(0, 1, 0)), z = Turned(new(0, 0, 1));
        return new WorldTransform(new Affine(x, y, z, centre + -(x * centre.X + y * centre.Y + z * centre.Z)));
    }

    /// <summary>Where a point comes to lie.</summary>
    public WorldPoint Apply(WorldPoint point) => Map.Apply(new VoxelPoint(point.X, point.Y, point.Z));

    /// <summary>What becomes of a step.</summary>
    public WorldVector Apply(WorldVector step) => Map.XStep * step.X + Map.YStep * step.Y + Map.ZStep * step.Z;

    /// <summary>A grid that is moved along: voxels on it lie where the map takes them, and nothing is resampled.</summary>
    public Grid Apply(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Affine affine = grid.Affine;
        return new Grid(
            grid.Size, new Affine(Apply(affine.XStep), Apply(affine.YStep), Apply(affine.ZStep), Apply(affine.Origin)), grid.Dimensions);
    }

    /// <summary>This map and then another.</summary>
    public WorldTransform Then(WorldTransform next) =>
        new(new Affine(next.Apply(Map.XStep), next.Apply(Map.YStep), next.Apply(Map.ZStep), next.Apply(Map.Origin)));

    /// <summary>The map back.</summary>
    /// <exception cref="InvalidOperationException">The map flattens space, so that there is no way back.</exception>
    public WorldTransform Inverse()
    {
        Affine map = Map;
        WorldPoint Back(double x, double y, double z)
        {
            VoxelPoint at = map.ApplyInverse(new WorldPoint(x, y, z));
            return new WorldPoint(at.X, at.Y, at.Z);
        }

        WorldPoint origin = Back(0, 0, 0);
        return new WorldTransform(new Affine(Back(1, 0, 0) - origin, Back(0, 1, 0) - origin, Back(0, 0, 1) - origin, origin));
    }

    /// <summary>
    /// The angle by which it turns, in degrees; for an affine map, that of its nearest rotation only if it hardly stretches.
    /// </summary>
    public double RotationDegrees =>
        Math.Acos(Math.Clamp((Map.XStep.X + Map.YStep.Y + Map.ZStep.Z - 1) / 2, -1, 1)) * 180 / Math.PI;
}
