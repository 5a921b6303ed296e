using System.Globalization;
using System.Text;

namespace Vesalius.Imaging.Surfaces;

/// <summary>The mesh formats that are lists of numbers.</summary>
internal static class MeshFormats
{
    private const int StlHeader = 80;

    /// <summary>Binary STL: an 80-byte header, a count, and for each triangle its normal and corners in single precision.</summary>
    public static void WriteStl(Stream stream, Mesh mesh)
    {
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        writer.Write(Encoding.ASCII.GetBytes("Vesalius; SPACE=LPS; millimetres".PadRight(StlHeader)));
        writer.Write(mesh.Triangles.Length);
        foreach (Triangle t in mesh.Triangles)
        {
            WorldPoint a = mesh.Vertices[t.A], b = mesh.Vertices[t.B], c = mesh.Vertices[t.C];
            WorldVector across = (b - a).Cross(c - a);
            Write(writer, default(WorldPoint) + (across.Length > 0 ? across.Normalized : default));
            Write(writer, a);
            Write(writer, b);
            Write(writer, c);
            writer.Write((ushort)0);
        }
    }

    /// <summary>Binary little-endian PLY with single-precision vertices, and their colours where there are any.</summary>
    public static void WritePly(Stream stream, Mesh mesh)
    {
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        writer.Write(Encoding.ASCII.GetBytes(
            "ply\nformat binary_little_endian 1.0\ncomment Vesalius; millimetres\ncomment SPACE=LPS\n"
            + $"element vertex {mesh.Vertices.Length}\nproperty float x\nproperty float y\nproperty float z\n"
            + (mesh.Colors is null ? string.Empty : "property uchar red\nproperty uchar green\nproperty uchar blue\n")
            + $"element face {mesh.Triangles.Length}\nproperty list uchar int vertex_indices\nend_header\n"));
        for (int i = 0; i < mesh.Vertices.Length; i++)
        {
            Write(writer, mesh.Vertices[i]);
            if (mesh.Colors?[i] is { } color)
            {
                writer.Write([color.Red, color.Green, color.Blue]);
            }
        }

        foreach (Triangle t in mesh.Triangles)
        {
            writer.Write((byte)3);
            writer.Write(t.A);
            writer.Write(t.B);
            writer.Write(t.C);
        }
    }

    /// <summary>Wavefront OBJ: text, vertices counted from 1.</summary>
    public static void WriteObj(Stream stream, Mesh mesh)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("# Vesalius; millimetres; SPACE=LPS");
        foreach (WorldPoint v in mesh.Vertices)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"v {v.X:R} {v.Y:R} {v.Z:R}"));
        }

        foreach (Triangle t in mesh.Triangles)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"f {t.A + 1} {t.B + 1} {t.C + 1}"));
        }
    }

    private static void Write(BinaryWriter writer, WorldPoint point)
    {
        writer.Write((float)point.X);
        writer.Write((float)point.Y);
        writer.Write((float)point.Z);
    }
}
