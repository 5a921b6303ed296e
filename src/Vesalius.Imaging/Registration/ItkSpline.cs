namespace Vesalius.Imaging.Registration;

/// <summary>Free-form deformations as BSplineTransform of ITK: all pulls along x, then y, then z; and the lattice.</summary>
internal static class ItkSpline
{
    private const int FixedCount = 18;
    private const double MostControlPoints = 100_000_000;

    /// <summary>The deformation of a transform.</summary>
    /// <exception cref="FormatException">Its numbers are not those of a cubic spline in three dimensions.</exception>
    public static FreeFormDeformation Of(ItkTransformBlock block)
    {
        double[] f = block.Fixed, p = block.Parameters;
        if (f.Length != FixedCount || f[..3].Any(n => !(n >= 1 && n == Math.Floor(n))) || f[0] * f[1] * f[2] > MostControlPoints
            || p.Length != 3 * f[0] * f[1] * f[2])
        {
            throw new FormatException($"A BSplineTransform_double_3_3 has {FixedCount} fixed parameters (size, origin, spacing and "
                + $"direction of its lattice) and 3 parameters for each control point; {f.Length} and {p.Length} came.");
        }

        var size = new Size3((int)f[0], (int)f[1], (int)f[2]);
        WorldVector Step(int axis) => new WorldVector(f[9 + axis], f[12 + axis], f[15 + axis]) * f[6 + axis];
        var lattice = new Grid(size, new Affine(Step(0), Step(1), Step(2), new WorldPoint(f[3], f[4], f[5])));
        int count = p.Length / 3;
        return new FreeFormDeformation(
            lattice, [.. Enumerable.Range(0, count).Select(i => new WorldVector(p[i], p[count + i], p[2 * count + i]))]);
    }

    /// <summary>The lines of a deformation.</summary>
    public static string TextOf(FreeFormDeformation deformation)
    {
        Grid lattice = deformation.Lattice;
        (Affine map, Size3 size, Spacing spacing) = (lattice.Affine, lattice.Size, lattice.Spacing);
        IReadOnlyList<WorldVector> pulls = deformation.Coefficients;
        (WorldVector x, WorldVector y, WorldVector z) = (map.XStep.Normalized, map.YStep.Normalized, map.ZStep.Normalized);
        IEnumerable<double> parameters = pulls.Select(c => c.X).Concat(pulls.Select(c => c.Y)).Concat(pulls.Select(c => c.Z));
        double[] kept =
        [
            size.X, size.Y, size.Z, map.Origin.X, map.Origin.Y, map.Origin.Z, spacing.X, spacing.Y, spacing.Z,
            x.X, y.X, z.X, x.Y, y.Y, z.Y, x.Z, y.Z, z.Z,
        ];
        return $"Transform: BSplineTransform_double_3_3\nParameters: {ItkTransformText.Numbers(parameters)}\n"
            + $"FixedParameters: {ItkTransformText.Numbers(kept)}\n";
    }
}
