namespace Vesalius.Imaging.Surfaces;

/// <summary>One structure of a model of several: its surface, its name and its colour.</summary>
/// <param name="Mesh">The surface, in the patient (LPS+ mm).</param>
/// <param name="Name">What it is called.</param>
/// <param name="Color">The colour to show or print it in.</param>
public sealed record ModelPart(Mesh Mesh, string Name, Rgb Color);
