namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>The rotation of a grid as a quaternion, the way the qform stores it.</summary>
internal static class NiftiQuaternion
{
    /// <summary>The largest cosine between two axes that still counts as a right angle: 10 µm over a metre.</summary>
    private const double RightAngle = 1e-5;

    /// <summary>−1 when the axes form a left-handed system (x and y change sign together, so LPS and RAS agree), else 1.</summary>
    public static int HandednessOf(Affine affine) => affine.Determinant < 0 ? -1 : 1;

    /// <summary>Parts b, c and d of the unit quaternion whose part a is not negative, or null when the axes are not at right angles.</summary>
    public static WorldVector? Of(Affine affine)
    {
        WorldVector x = affine.XStep.Normalized, y = affine.YStep.Normalized, z = affine.ZStep.Normalized * HandednessOf(affine);
        if (Math.Abs(x.Dot(y)) > RightAngle || Math.Abs(y.Dot(z)) > RightAngle || Math.Abs(x.Dot(z)) > RightAngle)
        {
            return null;
        }

        double trace = x.X + y.Y + z.Z;
        (double a, double b, double c, double d) = trace > 0
            ? (1 + trace, y.Z - z.Y, z.X - x.Z, x.Y - y.X)
            : x.X >= y.Y && x.X >= z.Z ? (y.Z - z.Y, 1 + x.X - y.Y - z.Z, y.X + x.Y, z.X + x.Z)
            : y.Y >= z.Z ? (z.X - x.Z, y.X + x.Y, 1 + y.Y - x.X - z.Z, z.Y + y.Z)
            : (x.Y - y.X, z.X + x.Z, z.Y + y.Z, 1 + z.Z - x.X - y.Y);
        double scale = (a < 0 ? -1 : 1) / Math.Sqrt(a * a + b * b + c * c + d * d);
        return new WorldVector(b * scale, c * scale, d * scale);
    }
}
