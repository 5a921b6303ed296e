namespace Vesalius.Imaging;

/// <summary>The distance between neighbouring voxel centres along each axis of a grid, in millimetres.</summary>
/// <param name="X">Millimetres along the first axis.</param>
/// <param name="Y">Millimetres along the second axis.</param>
/// <param name="Z">Millimetres along the third axis.</param>
public readonly record struct Spacing(double X, double Y, double Z)
{
    /// <summary>The spacing along axis 0 (x), 1 (y) or 2 (z), in millimetres.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The axis is not 0, 1 or 2.</exception>
    public double this[int axis] => axis switch
    {
        0 => X,
        1 => Y,
        2 => Z,
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "An axis is 0 (x), 1 (y) or 2 (z)."),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{X:0.####}×{Y:0.####}×{Z:0.####} mm";
}
