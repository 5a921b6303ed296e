using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>One cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Small">What stands small below.</param>
/// <param name="Font">The font of the text.</param>
internal sealed record PdfCell(string Text, string Small, PdfFont Font)
{
    private const double SmallShare = 0.88;

    /// <summary>The cell of an element.</summary>
    public static PdfCell Of(XElement cell) => new(
        string.Concat(cell.Nodes().OfType<XText>().Select(text => text.Value)), cell.Element("small")?.Value ?? string.Empty,
            PdfFont.Regular);

    /// <summary>How wide it would like to be.</summary>
    public double Natural(double size) =>
        Math.Max(PdfText.Width(Text, Font, size), PdfText.Width(Small, PdfFont.Regular, size * SmallShare));

    /// <summary>How wide it has to be for no word to be cut.</summary>
    public double LongestWord(double size) => Math.Max(Longest(Text, Font, size), Longest(Small, PdfFont.Regular, size * SmallShare));

    /// <summary>Its lines within a width.</summary>
    public List<(string Text, PdfStyle Style)> Lines(double width, double size)
    {
        var style = new PdfStyle(size, Font);
        var small = new PdfStyle(size * SmallShare, Color: "#55606e");
        List<(string, PdfStyle)> lines = [.. PdfText.Wrapped(Text, Font, size, width).Select(line => (line, style))];
        if (Small.Length > 0)
        {
            lines.AddRange(PdfText.Wrapped(Small, PdfFont.Regular, small.Size, width).Select(line => (line, small)));
        }

        return lines;
    }

    private static double Longest(string text, PdfFont font, double size) => text.Split(' ').Max(word => PdfText.Width(word, font, size));
}
