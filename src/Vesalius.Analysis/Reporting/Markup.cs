using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>Elements with text in them that cannot become markup.</summary>
internal static class Markup
{
    /// <summary>The namespace of drawings.</summary>
    public static XNamespace Svg { get; } = "http://www.w3.org/2000/svg";

    /// <summary>An element that holds text; it always gets an end tag.</summary>
    public static XElement Text(string element, string text, string? style = null) =>
        new(element, style is null ? null : new XAttribute("class", style), Clean(text));

    /// <summary>The element with one more attribute.</summary>
    public static XElement With(XElement element, string name, string value)
    {
        element.SetAttributeValue(name, value);
        return element;
    }

    /// <summary>
    /// Gives elements whose id another one has a number more: numbers of two margins are <c>margin</c> and <c>margin-2</c>.
    /// </summary>
    public static void MakeIdsUnique(XElement root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (XAttribute id in root.Descendants().Attributes("id").ToArray())
        {
            string wanted = id.Value;
            for (int number = 2; !seen.Add(id.Value); number++)
            {
                id.Value = $"{wanted}-{number}";
            }
        }
    }

    /// <summary>The text without characters that no document may hold, each replaced by U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = text.ToCharArray();
        for (int i = 0; i < clean.Length; i++)
        {
            bool pair = i + 1 < clean.Length && XmlConvert.IsXmlSurrogatePair(clean[i + 1], clean[i]);
            if (pair)
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(clean[i]))
            {
                clean[i] = '\uFFFD';
            }
        }

        return new string(clean);
    }

    /// <summary>A coordinate or a number on an axis; zero has no sign.</summary>
    public static string Number(double value) => value.ToString("0.####;-0.####;0", CultureInfo.InvariantCulture);

    /// <summary>An SVG element with attributes given as name, value, name, value …; numbers are written shortly.</summary>
    public static XElement Shape(string element, params object[] attributes)
    {
        var shape = new XElement(Svg + element);
        for (int i = 0; i + 1 < attributes.Length; i += 2)
        {
            string value = attributes[i + 1] is double number ? Number(number) : Clean((string)attributes[i + 1]);
            shape.SetAttributeValue((string)attributes[i], value);
        }

        return shape;
    }
}
