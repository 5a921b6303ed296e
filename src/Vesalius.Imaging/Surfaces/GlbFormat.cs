using System.Globalization;
using System.Text;

namespace Vesalius.Imaging.Surfaces;

/// <summary>Binary glTF 2.0 with one mesh: metres, y up, the patient looking along +z. Vertex colours come last.</summary>
internal static class GlbFormat
{
    private const uint Magic = 0x46546C67, JsonChunk = 0x4E4F534A, BinaryChunk = 0x004E4942;
    private const int BytesPerVertex = 12, BytesPerTriangle = 12, BytesPerColor = 4;

    /// <summary>Writes header, JSON chunk and binary chunk, each padded to four bytes.</summary>
    public static void Write(Stream stream, Mesh mesh)
    {
        (float X, float Y, float Z)[] positions = [.. mesh.Vertices.Select(p => ((float)(p.X / 1000), (float)(p.Z / 1000), (float)(-p.Y / 1000)))];
        byte[] json = Encoding.ASCII.GetBytes(Padded(Document(mesh, positions)));
        int binary = positions.Length * BytesPerVertex + mesh.Triangles.Length * BytesPerTriangle
            + (mesh.Colors?.Length ?? 0) * BytesPerColor;
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

        foreach (Rgb color in mesh.Colors ?? [])
        {
            writer.Write([Linear(color.Red), Linear(color.Green), Linear(color.Blue), byte.MaxValue]);
        }
    }

    // glTF multiplies vertex colours as they are, in linear light; ours are sRGB (IEC 61966-2-1).
    private static byte Linear(byte value)
    {
        double v = value / 255.0;
        return (byte)Math.Round(255 * (v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4)));
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
        int colors = (mesh.Colors?.Length ?? 0) * BytesPerColor;
        string attribute = colors == 0 ? string.Empty : ",\"COLOR_0\":2";
        string accessor = colors == 0 ? string.Empty
            : $$""",{"bufferView":2,"componentType":5121,"normalized":true,"count":{{positions.Length}},"type":"VEC4"}""";
        string view = colors == 0 ? string.Empty
            : $$""",{"buffer":0,"byteOffset":{{vertices + indices}},"byteLength":{{colors}},"target":34962}""";
        return $$"""
            {"asset":{"version":"2.0","generator":"Vesalius"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
            "meshes":[{"primitives":[{"attributes":{"POSITION":0{{attribute}}},"indices":1}]}],
            "accessors":[{"bufferView":0,"componentType":5126,"count":{{positions.Length}},"type":"VEC3","min":{{low}},"max":{{high}}},
            {"bufferView":1,"componentType":5125,"count":{{mesh.Triangles.Length * 3}},"type":"SCALAR"}{{accessor}}],
            "bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":{{vertices}},"target":34962},
            {"buffer":0,"byteOffset":{{vertices}},"byteLength":{{indices}},"target":34963}{{view}}],"buffers":[{"byteLength":{{vertices + indices + colors}}}]}
            """;
    }

    private static string Vector(float x, float y, float z) => string.Create(CultureInfo.InvariantCulture, $"[{x:R},{y:R},{z:R}]");
}
