using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// 3MF, the 3D Manufacturing Format (core specification 1.3, ISO/IEC 25422): a zip archive with one XML model in millimetres, an object and a
/// colour for each structure. Vertex colours make a colour group of the materials extension (1.2.1).
/// </summary>
internal static class ThreeMfFormat
{
    private const string Core = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02";
    private const string Material = "http://schemas.microsoft.com/3dmanufacturing/material/2015/02";

    // A fixed time, the earliest a zip archive knows, so that equal models are equal files.
    private static readonly DateTimeOffset Written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n",
    };

    /// <summary>Writes the archive. Parts without a triangle are left out: an object of nothing is not allowed.</summary>
    public static void Write(Stream stream, IReadOnlyList<ModelPart> parts)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Entry(archive, "[Content_Types].xml", writer =>
        {
            writer.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
            Element(writer, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
            Element(writer, "Default", ("Extension", "model"), ("ContentType", "application/vnd.ms-package.3dmanufacturing-3dmodel+xml"));
        });
        Entry(archive, "_rels/.rels", writer =>
        {
            writer.WriteStartElement("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
            Element(
                writer,
                "Relationship",
                ("Target", "/3D/3dmodel.model"),
                ("Id", "rel0"),
                ("Type", "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"));
        });
        Entry(archive, "3D/3dmodel.model", writer => WriteModel(writer, [.. parts.Where(part => part.Mesh.Triangles.Any(IsProper))]));
    }

    private static void Entry(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Written;
        using Stream stream = entry.Open();
        using var writer = XmlWriter.Create(stream, Settings);
        writer.WriteStartDocument();
        write(writer);
        writer.WriteEndDocument();
    }

    private static void WriteModel(XmlWriter writer, ModelPart[] parts)
    {
        writer.WriteStartElement("model", Core);
        writer.WriteAttributeString("unit", "millimeter");
        writer.WriteAttributeString("xmlns", "m", null, Material);
        writer.WriteAttributeString("xml", "lang", null, "en-US");
        Metadata(writer, "Application", "Vesalius");
        Metadata(writer, "Description", "SPACE=LPS; millimetres");
        writer.WriteStartElement("resources");
        if (parts.Length > 0)
        {
            writer.WriteStartElement("basematerials");
            writer.WriteAttributeString("id", "1");
            foreach (ModelPart part in parts)
            {
                Element(writer, "base", ("name", part.Name), ("displaycolor", $"{part.Color}FF"));
            }

            writer.WriteEndElement();
        }

        for (int i = 0; i < parts.Length; i++)
        {
            ThreeMfColors? colors = ThreeMfColors.Of(parts[i].Mesh);
            colors?.Write(writer, Material, parts.Length + i + 2);
            WriteObject(writer, parts[i], i, colors is null ? null : (colors, parts.Length + i + 2));
        }

        writer.WriteEndElement();
        writer.WriteStartElement("build");
        for (int i = 0; i < parts.Length; i++)
        {
            Element(writer, "item", ("objectid", Number(i + 2)));
        }

        writer.WriteEndElement();
    }

    private static void WriteObject(XmlWriter writer, ModelPart part, int index, (ThreeMfColors Table, int Id)? colors)
    {
        writer.WriteStartElement("object");
        writer.WriteAttributeString("id", Number(index + 2));
        writer.WriteAttributeString("type", "model");
        writer.WriteAttributeString("name", part.Name);
        writer.WriteAttributeString("pid", "1");
        writer.WriteAttributeString("pindex", Number(index));
        writer.WriteStartElement("mesh");
        writer.WriteStartElement("vertices");
        foreach (WorldPoint v in part.Mesh.Vertices)
        {
            Element(writer, "vertex", ("x", Number(v.X)), ("y", Number(v.Y)), ("z", Number(v.Z)));
        }

        writer.WriteEndElement();
        writer.WriteStartElement("triangles");
        foreach (Triangle t in part.Mesh.Triangles.Where(IsProper))
        {
            if (colors is not { } own)
            {
                Element(writer, "triangle", ("v1", Number(t.A)), ("v2", Number(t.B)), ("v3", Number(t.C)));
                continue;
            }

            (int a, int b, int c) = (own.Table.IndexOf(t.A), own.Table.IndexOf(t.B), own.Table.IndexOf(t.C));
            Element(
                writer, "triangle", ("v1", Number(t.A)), ("v2", Number(t.B)), ("v3", Number(t.C)),
                ("pid", Number(own.Id)), ("p1", Number(a)), ("p2", Number(b)), ("p3", Number(c)));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    // The three vertices of a triangle must differ.
    private static bool IsProper(Triangle t) => t.A != t.B && t.B != t.C && t.C != t.A;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Metadata(XmlWriter writer, string name, string value)
    {
        writer.WriteStartElement("metadata");
        writer.WriteAttributeString("name", name);
        writer.WriteString(value);
        writer.WriteEndElement();
    }

    private static void Element(XmlWriter writer, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        writer.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
        {
            writer.WriteAttributeString(attribute, value);
        }

        writer.WriteEndElement();
    }
}
