using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>A picture or a drawing with its caption, as wide as its column lets it be.</summary>
internal sealed record PdfFigure(XElement? Drawing, PngPicture? Picture, (double Width, double Height) Size, IReadOnlyList<string> Caption)
{
    /// <summary>The room between and below figures in points.</summary>
    public const int Gap = 10, After = 6;

    private const double PointsPerPixel = 0.6, TallestShare = 0.55, WidestDrawing = 400, CaptionGap = 3;

    /// <summary>How tall it is with its caption.</summary>
    public double Height => Size.Height + (Caption.Count > 0 ? CaptionGap + Caption.Count * PdfStyle.Small.Leading : 0);

    /// <summary>How many figures stand side by side: three pictures, or two where letters of a drawing are to be read.</summary>
    public static int PerRow(XElement figures) =>
        figures.Elements().Elements().Any(child => child.Name.LocalName == "svg") ? 2 : 3;

    /// <summary>How wide each of so many columns is.</summary>
    public static double Column(int perRow) => (PdfSheets.Width - Gap * (perRow - 1)) / perRow;

    /// <summary>The figure of an element; a picture of a kind that cannot be printed leaves its description.</summary>
    public static PdfFigure Of(XElement figure, double column)
    {
        string caption = figure.Element("figcaption")?.Value ?? string.Empty;
        XElement? image = figure.Descendants("img").FirstOrDefault();
        XElement? drawing = image is null ? figure.Elements().FirstOrDefault(child => child.Name.LocalName == "svg") : null;
        (double Width, double Height) size = default;
        PngPicture? picture = null;
        if (drawing is not null)
        {
            (double width, double height) = PdfDrawing.SizeOf(drawing);
            size = Fitted(width, height, Math.Min(column, WidestDrawing) / width);
        }
        else if (image is not null && PngOf(image) is { } png)
        {
            picture = png;
            size = Fitted(png.Width, png.Height, Math.Min(column / png.Width, Math.Max(PointsPerPixel, 150.0 / png.Width)));
        }
        else if (image is not null)
        {
            caption = $"[picture: {(string?)image.Attribute("alt")}] {caption}";
        }

        return new PdfFigure(drawing, picture, size, PdfText.Wrapped(caption, PdfStyle.Small.Font, PdfStyle.Small.Size, column));
    }

    /// <summary>Draws it where the sheet is filled to.</summary>
    public void Draw(PdfSheets sheets, double x)
    {
        if (Drawing is not null)
        {
            PdfDrawing.Draw(sheets.Page, Drawing, (x, sheets.Y), Size.Width);
        }
        else if (Picture is not null)
        {
            sheets.Pictures.Add(Picture);
            sheets.Page.Picture(sheets.Pictures.Count - 1, x, sheets.Y, Size.Width, Size.Height);
        }

        double y = sheets.Y + Size.Height + CaptionGap;
        foreach (string line in Caption)
        {
            sheets.Page.Text(line, x, y + PdfStyle.Small.Size, PdfStyle.Small);
            y += PdfStyle.Small.Leading;
        }
    }

    private static (double Width, double Height) Fitted(double width, double height, double scale)
    {
        scale = Math.Min(scale, TallestShare * PdfSheets.Height / height);
        return (width * scale, height * scale);
    }

    private static PngPicture? PngOf(XElement image)
    {
        string source = (string?)image.Attribute("src") ?? string.Empty;
        int comma = source.IndexOf(',', StringComparison.Ordinal);
        byte[] bytes = new byte[source.Length];
        return Convert.TryFromBase64Chars(source.AsSpan(comma + 1), bytes, out int length) ? PngPicture.Of(bytes.AsSpan(0, length)) : null;
    }
}
