namespace Vesalius.Imaging;

/// <summary>One structure of a label map: the value that stands for it in the voxels, its name, and the colour to draw it in.</summary>
/// <param name="Value">The voxel value, 1 to 65,535; 0 is background.</param>
/// <param name="Name">What the structure is called.</param>
/// <param name="Color">The colour to draw it in.</param>
/// <param name="Layer">Which layer of the label map holds it. Structures of different layers may overlap.</param>
public sealed record Label(int Value, string Name, Rgb Color, int Layer = 0);
