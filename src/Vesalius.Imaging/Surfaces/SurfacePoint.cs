namespace Vesalius.Imaging.Surfaces;

/// <summary>The point of a surface that lies nearest to some other point.</summary>
/// <param name="Point">Where it is, in the patient (LPS+ mm).</param>
/// <param name="SignedMm">How far away it is, in mm: positive for what lies outside the surface, negative for what lies inside.</param>
/// <param name="Triangle">The number of the triangle it lies on.</param>
public readonly record struct SurfacePoint(WorldPoint Point, double SignedMm, int Triangle);
