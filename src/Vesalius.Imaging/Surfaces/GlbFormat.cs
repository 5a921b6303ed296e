using System.Globalization;
using System.Text;

namespace Vesalius.Imaging.Surfaces;

/// <summary>Binary glTF 2.0 with one mesh: metres, y up, the patient looking along +z.</summary>
internal static class GlbFormat
{
    private const uint Magic = 0x46546C67, JsonChunk = 0x4E4F534A, BinaryChunk = 0x004E4942;
    private const int BytesPerVertex = 12, BytesPerTriangle = 12;

    /// <summary>Writes header, JSON chunk and binary chunk, each padded to four bytes.</summary>
    public static void Write(Stream stream, Mesh mesh)
    {
        (float X, float Y, float Z)[] positions = [.. mesh.Vertices.Select(p => ((float)(p.X / 1000), (float)(p.Z / 1000), (float)(-p.Y / 1000)))];
        byte[] json = Encoding.ASCII.GetBytes(Padded(Document(mesh, positions)));
        int binary = positions.Length * BytesPerVertex + mesh.Triangles.Length * BytesPerTriangle;
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(2u);
        writer.Write((uint)(12 + 8 + json.Length + 8 + binary));
        writer.Write((uint)json.Length);
        writer.Write(JsonChunk);
        writer.Write(json);
        writer.Write((uint)binary);
        writer.Write(BinaryChunk);
        foreach ((float x, float y, float z) in positions)
        {
            writer.Write(x);
            writer.Write(y);
            writer.Write(z);
        }

        foreach (Triangle t in mesh.Triangles)
        {
            writer.Write(t.A);
            writer.Write(t.B);
            writer.Write(t.C);
        }
    }

    private static string Padded(string json) => json.PadRight((json.Length + 3) / 4 * 4);

    private static string Document(Mesh mesh, (float X, float Y, float Z)[] positions)
    {
        if (positions.Length == 0)
        {
            return """{"asset":{"version":"2.0","generator":"Vesalius"},"scenes":[{}],"scene":0}""";
        }

        string low = Vector(positions.Min(p => p.X), positions.Min(p => p.Y), positions.Min(p => p.Z));
        string high = Vector(positions.Max(p => p.X), positions.Max(p => p.Y), positions.Max(p => p.Z));
        int vertices = positions.Length * BytesPerVertex, indices = mesh.Triangles.Length * BytesPerTriangle;
        return $$"""
            {"asset":{"version":"2.0","generator":"Vesalius"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
            "meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1}]}],
            "accessors":[{"bufferView":0,"componentType":5126,"count":{{positions.Length}},"type":"VEC3","min":{{low}},"max":{{high}}},
            {"bufferView":1,"componentType":5125,"count":{{mesh.Triangles.Length * 3}},"type":"SCALAR"}],
            "bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":{{vertices}},"target":34962},
            {"buffer":0,"byteOffset":{{vertices}},"byteLength":{{indices}},"target":34963}],"buffers":[{"byteLength":{{vertices + indices}}}]}
            """;
    }

    private static string Vector(float x, float y, float z) => string.Create(CultureInfo.InvariantCulture, $"[{x:R},{y:R},{z:R}]");
}
