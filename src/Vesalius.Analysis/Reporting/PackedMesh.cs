using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// A surface as it stands in a page: base64 of little-endian 16-bit numbers, first x, y, z of each vertex as shares of the box around it,
/// then three vertices per triangle. A step of a coordinate is 1/65535 of the box: 0.01 mm on an organ of half a metre.
/// </summary>
internal static class PackedMesh
{
    private const int Steps = ushort.MaxValue;

    /// <summary>The element that holds the surface.</summary>
    public static XElement ToElement(ModelPart part)
    {
        (WorldPoint low, WorldPoint high) = Box(part.Mesh);
        return new XElement(
            "script",
            new XAttribute("type", "application/octet-stream"),
            new XAttribute("data-name", Markup.Clean(part.Name)),
            new XAttribute("data-color", part.Color.ToString()),
            new XAttribute("data-opacity", Text(part.Opacity)),
            new XAttribute("data-vertices", part.Mesh.Vertices.Length.ToString(CultureInfo.InvariantCulture)),
            new XAttribute("data-box", string.Join(' ', new[] { low.X, low.Y, low.Z, high.X, high.Y, high.Z }.Select(Text))),
            Convert.ToBase64String(Bytes(part.Mesh, low, high)));
    }

    /// <summary>The numbers of a surface.</summary>
    /// <exception cref="ArgumentException">There are more vertices than 16 bits can number.</exception>
    public static byte[] Bytes(Mesh mesh, WorldPoint low, WorldPoint high)
    {
        if (mesh.Vertices.Length > Steps)
        {
            throw new ArgumentException(
                $"A surface in a page has at most {Steps} vertices; {mesh.Vertices.Length} came. Thin it out with MeshDecimation.",
                    nameof(mesh));
        }

        IEnumerable<int> positions = mesh.Vertices.SelectMany(v => new[]
        {
            Share(v.X, low.X, high.X), Share(v.Y, low.Y, high.Y), Share(v.Z, low.Z, high.Z),
        });
        int[] numbers = [.. positions, .. mesh.Triangles.SelectMany(t => new[] { t.A, t.B, t.C })];
        byte[] bytes = new byte[2 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)numbers[i]);
        }

        return bytes;
    }

    private static int Share(double value, double low, double high) =>
        high > low ? (int)Math.Round((value - low) / (high - low) * Steps) : 0;

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static (WorldPoint Low, WorldPoint High) Box(Mesh mesh)
    {
        if (mesh.Vertices.Length == 0)
        {
            return (default, default);
        }

        (double minX, double maxX) = (mesh.Vertices.Min(v => v.X), mesh.Vertices.Max(v => v.X));
        (double minY, double maxY) = (mesh.Vertices.Min(v => v.Y), mesh.Vertices.Max(v => v.Y));
        (double minZ, double maxZ) = (mesh.Vertices.Min(v => v.Z), mesh.Vertices.Max(v => v.Z));
        return (new WorldPoint(minX, minY, minZ), new WorldPoint(maxX, maxY, maxZ));
    }
}
