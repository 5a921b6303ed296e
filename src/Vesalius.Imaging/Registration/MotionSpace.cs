namespace Vesalius.Imaging.Registration;

/// <summary>
/// Small motions added to a map, as numbers in mm: shifts, and turns (or any linear change) about the centre of what is compared, measured
/// by how far they move points at the typical distance from it.
/// </summary>
internal sealed class MotionSpace
{
    private readonly RegistrationKind kind;
    private readonly WorldPoint centre;
    private readonly double radius;

    public MotionSpace(RegistrationKind kind, WorldPoint[] points)
    {
        this.kind = kind;
        centre = new WorldPoint(points.Average(p => p.X), points.Average(p => p.Y), points.Average(p => p.Z));
        WorldPoint middle = centre;
        radius = Math.Max(1, Math.Sqrt(points.Average(p => (p - middle).Dot(p - middle))));
    }

    /// <summary>The centre of the fixed points.</summary>
    public WorldPoint Centre => centre;

    /// <summary>How many numbers a motion has: 6 or 12.</summary>
    public int Count => kind == RegistrationKind.Rigid ? 6 : 12;

    /// <summary>Adds the slope of a value along each motion, times a weight.</summary>
    /// <param name="sum">One number per motion.</param>
    /// <param name="slope">The slope of the moving scan per mm.</param>
    /// <param name="arm">The point in the moving scan, seen from where the centre lies there.</param>
    /// <param name="weight">The factor.</param>
    public void AddInPlace(Span<double> sum, WorldVector slope, WorldVector arm, double weight)
    {
        WorldVector pull = slope * weight, lever = arm * (1 / radius);
        sum[0] += pull.X;
        sum[1] += pull.Y;
        sum[2] += pull.Z;
        if (kind == RegistrationKind.Rigid)
        {
            WorldVector turn = lever.Cross(pull);
            sum[3] += turn.X;
            sum[4] += turn.Y;
            sum[5] += turn.Z;
            return;
        }

        sum[3] += pull.X * lever.X;
        sum[4] += pull.X * lever.Y;
        sum[5] += pull.X * lever.Z;
        sum[6] += pull.Y * lever.X;
        sum[7] += pull.Y * lever.Y;
        sum[8] += pull.Y * lever.Z;
        sum[9] += pull.Z * lever.X;
        sum[10] += pull.Z * lever.Y;
        sum[11] += pull.Z * lever.Z;
    }

    /// <summary>A map followed by a motion.</summary>
    public WorldTransform Moved(WorldTransform transform, ReadOnlySpan<double> motion)
    {
        WorldPoint pivot = transform.Apply(centre);
        WorldTransform linear = kind == RegistrationKind.Rigid
            ? WorldTransform.Rotation(new WorldVector(motion[3], motion[4], motion[5]) * (1 / radius), pivot)
            : Stretched(motion, pivot);
        return transform.Then(linear).Then(WorldTransform.Shift(new WorldVector(motion[0], motion[1], motion[2])));
    }

    private WorldTransform Stretched(ReadOnlySpan<double> motion, WorldPoint pivot)
    {
        var x = new WorldVector(1 + motion[3] / radius, motion[6] / radius, motion[9] / radius);
        var y = new WorldVector(motion[4] / radius, 1 + motion[7] / radius, motion[10] / radius);
        var z = new WorldVector(motion[5] / radius, motion[8] / radius, 1 + motion[11] / radius);
        return new WorldTransform(new Affine(x, y, z, pivot + -(x * pivot.X + y * pivot.Y + z * pivot.Z)));
    }
}
