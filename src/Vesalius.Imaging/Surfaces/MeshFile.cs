using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// Writes meshes for printing and viewing. STL (binary), PLY (binary) and OBJ keep the patient frame, LPS+ mm, and say so in a comment
/// (<c>SPACE=LPS</c>, as 3D Slicer reads it); GLB has metres and the y axis up, as glTF demands: the patient stands and looks at the viewer.
/// 3MF is in LPS+ mm too, and holds several structures in their colours.
/// </summary>
public static class MeshFile
{
    /// <summary>The endings that can be written.</summary>
    public static IReadOnlyList<string> KnownExtensions { get; } = [".stl", ".ply", ".obj", ".glb", ".3mf"];

    /// <summary>Writes a mesh in the format of the path's ending; the file appears under its name when it is whole.</summary>
    /// <exception cref="ArgumentException">The ending is none of <see cref="KnownExtensions"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Mesh mesh)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(mesh);
        Action<Stream, Mesh> write = WriterFor(path);
        AtomicWrite.To(path, unfinished =>
        {
            using FileStream stream = File.Create(unfinished);
            write(stream, mesh);
        });
    }

    /// <summary>Writes a model of several structures as 3MF; those without a triangle are left out.</summary>
    /// <exception cref="ArgumentException">The ending is not <c>.3mf</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<ModelPart> parts)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(parts);
        if (!Path.GetExtension(path).Equals(".3mf", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"{path}: a model of several structures is written as .3mf; other formats take one mesh a file.", nameof(path));
        }

        AtomicWrite.To(path, unfinished =>
        {
            using FileStream stream = File.Create(unfinished);
            ThreeMfFormat.Write(stream, parts);
        });
    }

    private static Action<Stream, Mesh> WriterFor(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".STL" => MeshFormats.WriteStl,
        ".PLY" => MeshFormats.WritePly,
        ".OBJ" => MeshFormats.WriteObj,
        ".GLB" => GlbFormat.Write,
        ".3MF" => (stream, mesh) => ThreeMfFormat.Write(stream, [new ModelPart(mesh, Path.GetFileNameWithoutExtension(path), Rgb.ForLabel(1))]),
        _ => throw new ArgumentException($"{path}: a mesh is written as {string.Join(", ", KnownExtensions)}; choose one of these endings.", nameof(path)),
    };
}
