using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// A page that was written before, taken up into another one. Pages come as files that anybody may have changed: only what a
/// <see cref="ReportPage"/> can hold is taken, and nothing that runs or asks for something from outside.
/// </summary>
public sealed partial record EarlierPage
{
    private const long MostBytes = 1L << 28;

    private static readonly HashSet<string> Elements =
    [
        "section", "h2", "h3", "h4", "p", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "small", "figure", "figcaption",
            "img", "ul",
        "li", "i", "details", "summary", "strong", "span", "script", "svg", "line", "polyline", "circle", "rect", "text",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "id", "class", "scope", "alt", "type", "role", "aria-label", "viewBox", "width", "height", "font-family", "font-size",
            "font-weight", "fill",
        "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "points", "d", "cx", "cy", "r", "x",
            "y", "x1", "x2",
        "y1", "y2", "text-anchor", "transform", "data-name", "data-color", "data-opacity", "data-vertices", "data-box",
    ];

    private readonly XElement[] sections;

    private EarlierPage(XElement main)
    {
        Title = main.Element("h1")?.Value ?? string.Empty;
        Lead = main.Elements("p").FirstOrDefault()?.Value;
        sections = [.. main.Elements("section")];
    }

    /// <summary>Its heading.</summary>
    public string Title { get; }

    /// <summary>The sentences under the heading, or null.</summary>
    public string? Lead { get; }

    /// <summary>The numbers for programs inside it, by their id.</summary>
    public IReadOnlyDictionary<string, JsonElement> Numbers => sections
        .SelectMany(section => section.Descendants("script"))
        .Where(script => (string?)script.Attribute("type") == "application/json" && script.Attribute("id") is not null)
        .DistinctBy(script => script.Attribute("id")!.Value)
        .ToDictionary(script => script.Attribute("id")!.Value, script => JsonElement.Parse(script.Value));

    /// <summary>The page as one section of another: its sections under smaller headings.</summary>
    public ReportSection ToSection()
    {
        IEnumerable<ReportBlock> lead = Lead is null ? [] : [new ReportBlock.Paragraph(Lead)];
        return new ReportSection(Title, [.. lead, .. sections.SelectMany(Inner)]);
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="FormatException">The file is no page that this library wrote, or holds what none of them does.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EarlierPage Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new FormatException($"{path}: a page of at most {MostBytes >> 20} MiB was expected.");
        }

        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FormatException or XmlException or JsonException)
        {
            throw new FormatException($"{path}: a page written by vesalius was expected: {e.Message}", e);
        }
    }

    /// <summary>Understands the text of a page.</summary>
    /// <exception cref="FormatException">It holds what no page of this library does.</exception>
    /// <exception cref="XmlException">It is not well formed.</exception>
    public static EarlierPage Parse(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        const string DocumentType = "<!DOCTYPE html>";
        string text = html.StartsWith(DocumentType, StringComparison.Ordinal) ? html[DocumentType.Length..] : html;
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        XElement main = XDocument.Load(reader).Root?.Element("body")?.Element("main") ?? throw new FormatException("it has no <main>.");
        foreach (XElement element in main.Elements("section").DescendantsAndSelf())
        {
            Check(element);
        }

        return new EarlierPage(main);
    }

    private static IEnumerable<ReportBlock> Inner(XElement section)
    {
        yield return new ReportBlock.Heading(section.Element("h2")?.Value ?? string.Empty);
        foreach (XElement element in section.Elements().Where(element => element.Name != "h2"))
        {
            var copy = new XElement(element);
            foreach (XElement heading in copy.DescendantsAndSelf("h3"))
            {
                heading.Name = "h4";
            }

            yield return new ReportBlock.Rendered(copy);
        }
    }

    private static void Check(XElement element)
    {
        if (!Elements.Contains(element.Name.LocalName))
        {
            throw new FormatException($"it holds <{element.Name.LocalName}>, which no such page does.");
        }

        if (element.Name == "script" && (string?)element.Attribute("type") is not ("application/json" or "application/octet-stream"))
        {
            throw new FormatException("it holds a script of its own.");
        }

        foreach (XAttribute attribute in element.Attributes().Where(one => !one.IsNamespaceDeclaration && !IsKnown(one)))
        {
            throw new FormatException(
                $"<{element.Name.LocalName}> has {attribute.Name.LocalName}=\"{attribute.Value[..Math.Min(20, attribute.Value.Length)]}…\".");
        }
    }

    private static bool IsKnown(XAttribute attribute) => attribute.Name.LocalName switch
    {
        "src" => attribute.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal),
        "style" => Swatch().IsMatch(attribute.Value),
        var name => Attributes.Contains(name) && !attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase),
    };

    [GeneratedRegex("^background:#[0-9A-Fa-f]{6}$")]
    private static partial Regex Swatch();
}
