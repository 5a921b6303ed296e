using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>The script that turns surfaces, <c>Scene/scene.js</c>, as it stands in a page.</summary>
internal static class SceneScript
{
    /// <summary>Whether a page shows surfaces.</summary>
    public static bool IsNeededBy(XElement page) => page.Descendants("figure").Any(figure => (string?)figure.Attribute("class") == "scene");

    /// <summary>The element; its text is the same to a reader of HTML and to one of XML.</summary>
    public static XElement Element()
    {
        using Stream resource = typeof(SceneScript).Assembly.GetManifestResourceStream("scene.js")!;
        using var reader = new StreamReader(resource);
        return new XElement("script", "//", new XCData("\n" + reader.ReadToEnd() + "//"));
    }
}
