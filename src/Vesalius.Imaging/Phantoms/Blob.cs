using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>
/// A rounded solid: an ellipsoid, or something between one and a box. An axis of great length makes it a tube.
/// </summary>
/// <param name="centre">Its middle, in millimetres.</param>
/// <param name="radii">Its half-axes, in millimetres.</param>
/// <param name="turn">The rotation from its own axes to the patient's.</param>
/// <param name="squareness">0 for an ellipsoid, 1 for a superquadric of exponent 4.</param>
internal readonly struct Blob(Vector3 centre, Vector3 radii, Quaternion turn, float squareness = 0)
{
    private readonly Vector3 inverse = Vector3.One / radii;
    private readonly Quaternion back = Quaternion.Conjugate(turn);

    public Blob(Vector3 centre, Vector3 radii)
        : this(centre, radii, Quaternion.Identity)
    {
    }

    public Vector3 Centre => centre;

    /// <summary>About how far a point lies outside the surface, in millimetres; negative inside. Its sign is exact.</summary>
    public float Distance(Vector3 point)
    {
        Vector3 offset = point - centre;
        if (!back.IsIdentity)
        {
            offset = Vector3.Transform(offset, back);
        }

        Vector3 scaled = offset * inverse, squares = scaled * scaled;
        float radius = (1 - squareness) * scaled.Length() + squareness * MathF.Sqrt(squares.Length());
        float slope = (scaled * inverse).Length();
        return slope < 1e-9f ? -1 / MathF.Max(inverse.X, MathF.Max(inverse.Y, inverse.Z)) : radius * (radius - 1) / slope;
    }
}
