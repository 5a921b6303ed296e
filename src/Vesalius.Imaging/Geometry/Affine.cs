namespace Vesalius.Imaging;

/// <summary>
/// The map from voxel coordinates to the patient frame: <c>world = Origin + x·XStep + y·YStep + z·ZStep</c>, in LPS+ millimetres.
/// The three steps may be oblique, mirrored, and of any angle to each other (a tilted gantry shears the grid).
/// </summary>
/// <param name="XStep">The step from one voxel centre to the next along the first axis.</param>
/// <param name="YStep">The step along the second axis.</param>
/// <param name="ZStep">The step along the third axis.</param>
/// <param name="Origin">The centre of voxel (0, 0, 0).</param>
public readonly record struct Affine(WorldVector XStep, WorldVector YStep, WorldVector ZStep, WorldPoint Origin)
{
    /// <summary>One-millimetre voxels along the patient's axes, the first at the origin.</summary>
    public static Affine Identity { get; } = FromSpacing(new Spacing(1, 1, 1));

    /// <summary>Axis-aligned voxels of a given spacing.</summary>
    public static Affine FromSpacing(Spacing spacing, WorldPoint origin = default) =>
        new(new WorldVector(spacing.X, 0, 0), new WorldVector(0, spacing.Y, 0), new WorldVector(0, 0, spacing.Z), origin);

    /// <summary>Voxels of a given spacing along given directions.</summary>
    /// <param name="spacing">Millimetres along each axis.</param>
    /// <param name="direction">Nine numbers, row by row; column <c>i</c> is the unit direction of axis <c>i</c> (ITK's order).</param>
    /// <param name="origin">The centre of voxel (0, 0, 0).</param>
    /// <exception cref="ArgumentException">There are not nine numbers.</exception>
    public static Affine FromDirection(Spacing spacing, ReadOnlySpan<double> direction, WorldPoint origin)
    {
        if (direction.Length != 9)
        {
            throw new ArgumentException($"A direction matrix has 9 numbers, row by row; {direction.Length} came.", nameof(direction));
        }

        return new Affine(
            new WorldVector(direction[0], direction[3], direction[6]) * spacing.X,
            new WorldVector(direction[1], direction[4], direction[7]) * spacing.Y,
            new WorldVector(direction[2], direction[5], direction[8]) * spacing.Z,
            origin);
    }

    /// <summary>The step along axis 0 (x), 1 (y) or 2 (z).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The axis is not 0, 1 or 2.</exception>
    public WorldVector Step(int axis) => axis switch
    {
        0 => XStep,
        1 => YStep,
        2 => ZStep,
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "An axis is 0 (x), 1 (y) or 2 (z)."),
    };

    /// <summary>The lengths of the three steps, in millimetres.</summary>
    public Spacing Spacing => new(XStep.Length, YStep.Length, ZStep.Length);

    /// <summary>The signed volume of one voxel in mm³: negative when the axes form a left-handed system, 0 when they lie in a plane.</summary>
    public double Determinant => XStep.Cross(YStep).Dot(ZStep);

    /// <summary>Nine numbers, row by row; column <c>i</c> is the unit direction of axis <c>i</c> (ITK's order).</summary>
    public double[] Direction()
    {
        WorldVector x = XStep.Normalized, y = YStep.Normalized, z = ZStep.Normalized;
        return [x.X, y.X, z.X, x.Y, y.Y, z.Y, x.Z, y.Z, z.Z];
    }

    /// <summary>Where a voxel position lies in the patient.</summary>
    public WorldPoint Apply(VoxelPoint voxel) => Origin + (XStep * voxel.X + YStep * voxel.Y + ZStep * voxel.Z);

    /// <summary>Which voxel position a point of the patient has.</summary>
    /// <exception cref="InvalidOperationException">The axes lie in one plane, so that the map has no inverse.</exception>
    public VoxelPoint ApplyInverse(WorldPoint point)
    {
        double determinant = Determinant;
        if (determinant == 0 || !double.IsFinite(determinant))
        {
            throw new InvalidOperationException("The three axes of this grid lie in one plane, so a world point has no voxel position.");
        }

        WorldVector step = point - Origin;
        return new VoxelPoint(
            step.Dot(YStep.Cross(ZStep)) / determinant,
            step.Dot(ZStep.Cross(XStep)) / determinant,
            step.Dot(XStep.Cross(YStep)) / determinant);
    }

    /// <summary>The same axes with the origin at another voxel position: the map of a grid that starts there.</summary>
    public Affine StartingAt(VoxelPoint voxel) => this with { Origin = Apply(voxel) };

    /// <summary>The largest departure of two axes from a right angle, in degrees: 0 for an ordinary grid, the tilt for a sheared one.</summary>
    public double ShearDegrees
    {
        get
        {
            WorldVector x = XStep.Normalized, y = YStep.Normalized, z = ZStep.Normalized;
            double cosine = Math.Max(Math.Abs(x.Dot(y)), Math.Max(Math.Abs(y.Dot(z)), Math.Abs(x.Dot(z))));
            return Math.Asin(Math.Min(1, cosine)) * 180 / Math.PI;
        }
    }
}
