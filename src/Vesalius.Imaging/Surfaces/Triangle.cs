namespace Vesalius.Imaging.Surfaces;

/// <summary>Three vertices of a mesh, counter-clockwise as seen from outside.</summary>
/// <param name="A">The index of the first vertex.</param>
/// <param name="B">The index of the second vertex.</param>
/// <param name="C">The index of the third vertex.</param>
public readonly record struct Triangle(int A, int B, int C);
