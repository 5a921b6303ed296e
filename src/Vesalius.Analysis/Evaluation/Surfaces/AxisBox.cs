namespace Vesalius.Analysis.Evaluation;

/// <summary>A box with sides along the axes of a lattice, in mm; a face of a voxel is a flat one, an edge of a pixel a thin one.</summary>
internal readonly record struct AxisBox(double X0, double Y0, double Z0, double X1, double Y1, double Z1)
{
    /// <summary>The middle of the box.</summary>
    public (double X, double Y, double Z) Middle => ((X0 + X1) / 2, (Y0 + Y1) / 2, (Z0 + Z1) / 2);

    /// <summary>The area of a flat box, the length of a thin one: the product of the sides that are not zero.</summary>
    public double Extent => Side(X1 - X0) * Side(Y1 - Y0) * Side(Z1 - Z0);

    /// <summary>The squared distance from a point to the nearest point of the box.</summary>
    public double SquaredDistance(double x, double y, double z)
    {
        double dx = Math.Max(0, Math.Max(X0 - x, x - X1));
        double dy = Math.Max(0, Math.Max(Y0 - y, y - Y1));
        double dz = Math.Max(0, Math.Max(Z0 - z, z - Z1));
        return (dx * dx) + (dy * dy) + (dz * dz);
    }

    /// <summary>The box around this and another.</summary>
    public AxisBox With(AxisBox other) => new(
        Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Min(Z0, other.Z0),
        Math.Max(X1, other.X1), Math.Max(Y1, other.Y1), Math.Max(Z1, other.Z1));

    private static double Side(double length) => length == 0 ? 1 : length;
}
