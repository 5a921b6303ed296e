using System.Xml;

namespace Vesalius.Imaging.Surfaces;

/// <summary>The different colours of a mesh's vertices, each written once, as a colour group of 3MF's materials extension.</summary>
internal sealed class ThreeMfColors
{
    private readonly Rgb[] colorOf;
    private readonly Dictionary<Rgb, int> places = [];

    private ThreeMfColors(Rgb[] colorOf)
    {
        this.colorOf = colorOf;
        foreach (Rgb color in colorOf)
        {
            places.TryAdd(color, places.Count);
        }
    }

    /// <summary>The colours of a mesh; null when its vertices have none.</summary>
    public static ThreeMfColors? Of(Mesh mesh) => mesh.Colors is { Length: > 0 } colors ? new ThreeMfColors(colors) : null;

    /// <summary>Where the colour of a vertex stands in the group.</summary>
    public int IndexOf(int vertex) => places[colorOf[vertex]];

    /// <summary>Writes the group.</summary>
    public void Write(XmlWriter writer, string materialNamespace, int id)
    {
        writer.WriteStartElement("colorgroup", materialNamespace);
        writer.WriteAttributeString("id", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (Rgb color in places.OrderBy(pair => pair.Value).Select(pair => pair.Key))
        {
            writer.WriteStartElement("color", materialNamespace);
            writer.WriteAttributeString("color", $"{color}FF");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
