namespace Vesalius.Imaging;

/// <summary>
/// A position in the patient: LPS+ millimetres, the DICOM patient frame (x grows to the patient's left, y to the back, z to the head).
/// </summary>
/// <param name="X">Millimetres to the patient's left.</param>
/// <param name="Y">Millimetres to the patient's back (posterior).</param>
/// <param name="Z">Millimetres to the patient's head (superior).</param>
public readonly record struct WorldPoint(double X, double Y, double Z)
{
    /// <summary>The step from one point to another, in millimetres.</summary>
    public static WorldVector operator -(WorldPoint end, WorldPoint start) => new(end.X - start.X, end.Y - start.Y, end.Z - start.Z);

    /// <summary>The point reached by a step.</summary>
    public static WorldPoint operator +(WorldPoint start, WorldVector step) => new(start.X + step.X, start.Y + step.Y, start.Z + step.Z);

    /// <summary>The distance between two points, in millimetres.</summary>
    public double DistanceTo(WorldPoint other) => (this - other).Length;
}
