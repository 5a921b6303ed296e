namespace Vesalius.Imaging.Registration;

/// <summary>Linear transforms of ITK: a matrix and a shift about a centre, however the matrix is told.</summary>
internal static class ItkLinear
{
    /// <summary>The map of a transform.</summary>
    /// <exception cref="FormatException">The kind is not linear, or its numbers are not as many as it has.</exception>
    public static WorldTransform Of(ItkTransformBlock block)
    {
        double[] p = block.Parameters;
        return (block.Kind, p.Length) switch
        {
            ("IdentityTransform", 0) => WorldTransform.Identity,
            ("TranslationTransform", 3) => WorldTransform.Shift(new WorldVector(p[0], p[1], p[2])),
            (_, 12) => About(block, new Affine(new(p[0], p[3], p[6]), new(p[1], p[4], p[7]), new(p[2], p[5], p[8]), default), 9),
            ("Euler3DTransform", 6) => About(block, Turned(p, block.Fixed is [_, _, _, not 0, ..]), 3),
            ("VersorRigid3DTransform", 6) => About(block, Versor(p, 1), 3),
            ("Similarity3DTransform", 7) => About(block, Versor(p, p[6]), 3),
            _ => throw new FormatException("An ITK transform file of a linear transform has a line 'Parameters:' with 12 numbers, or the 6 "
                + $"or 7 of Euler3DTransform, VersorRigid3DTransform or Similarity3DTransform; '{block.Kind}' with {p.Length} came."),
        };
    }

    /// <summary>The lines of a map, with the centre at the origin.</summary>
    public static string TextOf(WorldTransform transform)
    {
        Affine map = transform.Map;
        double[] parameters =
        [
            map.XStep.X, map.YStep.X, map.ZStep.X, map.XStep.Y, map.YStep.Y, map.ZStep.Y, map.XStep.Z, map.YStep.Z, map.ZStep.Z,
            map.Origin.X, map.Origin.Y, map.Origin.Z,
        ];
        return $"Transform: AffineTransform_double_3_3\nParameters: {ItkTransformText.Numbers(parameters)}\nFixedParameters: 0 0 0\n";
    }

    private static WorldTransform About(ItkTransformBlock block, Affine matrix, int shift)
    {
        double[] p = block.Parameters, c = block.Fixed;
        if (c.Length < 3)
        {
            throw new FormatException($"A linear transform has a line 'FixedParameters:' with the 3 numbers of its centre beside its 12 "
                + $"numbers or fewer; {c.Length} came.");
        }

        var linear = new WorldTransform(matrix);
        var centre = new WorldPoint(c[0], c[1], c[2]);
        WorldPoint origin = centre + new WorldVector(p[shift], p[shift + 1], p[shift + 2]) + -linear.Apply(centre - default(WorldPoint));
        return new WorldTransform(linear.Map with { Origin = origin });
    }

    /// <summary>Angles about x, y and z in radians: y first, then x, then z, or x, y, z if the transform says so.</summary>
    private static Affine Turned(double[] angles, bool isXFirst)
    {
        WorldTransform x = WorldTransform.Rotation(new WorldVector(angles[0], 0, 0), default);
        WorldTransform y = WorldTransform.Rotation(new WorldVector(0, angles[1], 0), default);
        WorldTransform z = WorldTransform.Rotation(new WorldVector(0, 0, angles[2]), default);
        return (isXFirst ? x.Then(y).Then(z) : y.Then(x).Then(z)).Map;
    }

    /// <summary>A rotation told by its axis, as long as the sine of half the angle; and a scale.</summary>
    private static Affine Versor(double[] p, double scale)
    {
        var axis = new WorldVector(p[0], p[1], p[2]);
        double sine = Math.Min(1, axis.Length);
        Affine map = WorldTransform.Rotation(sine > 0 ? axis * (2 * Math.Asin(sine) / axis.Length) : default, default).Map;
        return new Affine(map.XStep * scale, map.YStep * scale, map.ZStep * scale, default);
    }
}
