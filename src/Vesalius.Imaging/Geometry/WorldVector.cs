namespace Vesalius.Imaging;

/// <summary>A direction or a step in the patient frame (LPS+), in millimetres.</summary>
/// <param name="X">Millimetres to the patient's left.</param>
/// <param name="Y">Millimetres to the patient's back (posterior).</param>
/// <param name="Z">Millimetres to the patient's head (superior).</param>
public readonly record struct WorldVector(double X, double Y, double Z)
{
    /// <summary>The length in millimetres.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>The same direction with length 1. NaN in every part when this vector has no length.</summary>
    public WorldVector Normalized => this * (1 / Length);

    /// <summary>The three parts. (The record's own text would print <see cref="Normalized"/>, which has a text with a normalized part, without end.)</summary>
    public override string ToString() => $"({X}, {Y}, {Z}) mm";

    /// <summary>The scalar product.</summary>
    public double Dot(WorldVector other) => X * other.X + Y * other.Y + Z * other.Z;

    /// <summary>The vector product: perpendicular to both, right-handed.</summary>
    public WorldVector Cross(WorldVector other) =>
        new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);

    /// <summary>The sum of two steps.</summary>
    public static WorldVector operator +(WorldVector a, WorldVector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>The difference of two steps.</summary>
    public static WorldVector operator -(WorldVector a, WorldVector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>The opposite step.</summary>
    public static WorldVector operator -(WorldVector a) => new(-a.X, -a.Y, -a.Z);

    /// <summary>A step scaled by a factor.</summary>
    public static WorldVector operator *(WorldVector a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);
}
