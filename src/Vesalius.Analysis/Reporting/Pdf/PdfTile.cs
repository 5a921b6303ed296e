using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>A number that stands out, in a frame, with what it means below.</summary>
/// <param name="Figure">The lines of the number.</param>
/// <param name="Meaning">The lines of what it means.</param>
internal sealed record PdfTile(IReadOnlyList<string> Figure, IReadOnlyList<string> Meaning)
{
    /// <summary>Tiles side by side, and the room between them in points.</summary>
    public const int PerRow = 4, Gap = 7;

    /// <summary>How wide a tile is, in points.</summary>
    public const double Width = (PdfSheets.Width - Gap * (PerRow - 1)) / PerRow;

    private const double Padding = 7, Above = 5, Around = 12;

    private static readonly PdfStyle Large = new(13, PdfFont.Bold);

    /// <summary>How tall it is, in points.</summary>
    public double Height => Around + Figure.Count * Large.Leading + Meaning.Count * PdfStyle.Small.Leading;

    /// <summary>The tile of an element.</summary>
    public static PdfTile Of(XElement tile) => new(Wrapped(tile.Element("strong"), Large), Wrapped(tile.Element("span"), PdfStyle.Small));

    /// <summary>Draws it where the sheet is filled to, as tall as its neighbours.</summary>
    public void Draw(PdfSheets sheets, double x, double tall)
    {
        sheets.Page.Rectangle(x, sheets.Y, Width, tall, null, "#d8dee6");
        double y = Lines(sheets.Page, Figure, (x + Padding, sheets.Y + Above), Large);
        Lines(sheets.Page, Meaning, (x + Padding, y), PdfStyle.Small);
    }

    private static List<string> Wrapped(XElement? element, PdfStyle style) =>
        PdfText.Wrapped(element?.Value ?? string.Empty, style.Font, style.Size, Width - 2 * Padding);

    private static double Lines(PdfCanvas page, IReadOnlyList<string> lines, (double X, double Y) at, PdfStyle style)
    {
        double y = at.Y;
        foreach (string line in lines)
        {
            page.Text(line, at.X, y + style.Size, style);
            y += style.Leading;
        }

        return y;
    }
}
