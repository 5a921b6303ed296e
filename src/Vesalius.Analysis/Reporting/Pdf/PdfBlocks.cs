using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>Lays the blocks of a page out on sheets, one below the other.</summary>
internal sealed class PdfBlocks(PdfSheets sheets)
{
    private const int TilesPerRow = 4, FiguresPerRow = 3;

    private static readonly PdfStyle Title = new(19, PdfFont.Bold), Second = new(13, PdfFont.Bold), Third = new(10.5, PdfFont.Bold);

    private static readonly PdfStyle Fourth = new(9.5, PdfFont.Bold, "#55606e"), Lead = new(10, Color: "#55606e"),
        Large = new(13, PdfFont.Bold);

    /// <summary>Lays out an element and what is in it.</summary>
    public void Add(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "h1": Heading(element, Title, 30, 4); break;
            case "h2": Section(element); break;
            case "h3": Heading(element, Third, 60, 3); break;
            case "h4": Heading(element, Fourth, 60, 2); break;
            case "summary": Heading(element, Third, 40, 3); break;
            case "p": sheets.Write(element.Value, (string?)element.Attribute("class") == "lead" ? Lead : PdfStyle.Body, 5); break;
            case "table": new PdfTable(sheets, element).Add(); break;
            case "ul": Key(element); break;
            case "figure": Figures([element], 1); break;
            case "div" when (string?)element.Attribute("class") == "tiles": Tiles([.. element.Elements()]); break;
            case "div" when (string?)element.Attribute("class") == "side": Side(element); break;
            case "nav" or "script": break;
            default: Inside(element); break;
        }
    }

    private void Inside(XElement element)
    {
        foreach (XElement child in element.Elements())
        {
            Add(child);
        }
    }

    private void Heading(XElement element, PdfStyle style, double room, double after)
    {
        sheets.Gap(style.Size * 0.7);
        sheets.Need(room);
        sheets.Write(element.Value, style, after);
    }

    private void Section(XElement element)
    {
        sheets.Gap(14);
        sheets.Need(90);
        sheets.Write(element.Value, Second, 0);
        sheets.Page.Line([(PdfSheets.Left, sheets.Y + 1), (PdfSheets.Left + PdfSheets.Width, sheets.Y + 1)], "#d8dee6", 1.2);
        sheets.Advance(8);
    }

    private void Tiles(XElement[] tiles)
    {
        const double Gap = 7;
        double width = (PdfSheets.Width - Gap * (TilesPerRow - 1)) / TilesPerRow;
        foreach (XElement[] row in tiles.Chunk(TilesPerRow))
        {
            List<string>[] figures =
                [.. row.Select(tile => PdfText.Wrapped(tile.Element("strong")?.Value ?? "", Large.Font, Large.Size, width - 14))];
            List<string>[] meanings = [.. row.Select(tile => PdfText.Wrapped(
                tile.Element("span")?.Value ?? "", PdfStyle.Small.Font, PdfStyle.Small.Size, width - 14))];
            double tall = 12 + figures.Max(lines => lines.Count) * Large.Leading
                + meanings.Max(lines => lines.Count) * PdfStyle.Small.Leading;
            sheets.Need(tall + Gap);
            for (int i = 0; i < row.Length; i++)
            {
                double x = PdfSheets.Left + i * (width + Gap), y = sheets.Y + 5;
                sheets.Page.Rectangle(x, sheets.Y, width, tall, null, "#d8dee6");
                y = Lines(figures[i], x + 7, y, Large);
                Lines(meanings[i], x + 7, y, PdfStyle.Small);
            }

            sheets.Advance(tall + Gap);
        }

        sheets.Gap(4);
    }

    private double Lines(List<string> lines, double x, double y, PdfStyle style)
    {
        foreach (string line in lines)
        {
            sheets.Page.Text(line, x, y + style.Size, style);
            y += style.Leading;
        }

        return y;
    }

    private void Side(XElement element)
    {
        XElement[] children = [.. element.Elements()];
        if (children.All(child => child.Name.LocalName == "figure"))
        {
            Figures(children, FiguresPerRow);
        }
        else
        {
            Inside(element);
        }
    }

    private void Figures(XElement[] figures, int perRow)
    {
        const double Gap = 10;
        double width = (PdfSheets.Width - Gap * (perRow - 1)) / perRow;
        foreach (XElement[] row in figures.Chunk(perRow))
        {
            PdfFigure[] shown = [.. row.Select(figure => PdfFigure.Of(figure, width, sheets))];
            double tall = shown.Max(figure => figure.Height);
            sheets.Need(tall + 6);
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i].Draw(sheets, PdfSheets.Left + i * (width + Gap));
            }

            sheets.Advance(tall);
            sheets.Gap(6);
            foreach (XElement key in row.Elements("ul"))
            {
                Key(key);
            }
        }
    }

    private void Key(XElement element)
    {
        const double Swatch = 8;
        PdfStyle style = PdfStyle.Small;
        double x = 0;
        sheets.Need(style.Leading + 4);
        foreach (XElement entry in element.Elements("li"))
        {
            double width = PdfText.Width(entry.Value, style.Font, style.Size) + Swatch + 18;
            if (x > 0 && x + width > PdfSheets.Width)
            {
                sheets.Advance(style.Leading);
                sheets.Need(style.Leading + 4);
                x = 0;
            }

            string color = ((string?)entry.Element("i")?.Attribute("style"))?.Split(':')[^1] ?? "#ffffff";
            sheets.Page.Rectangle(PdfSheets.Left + x, sheets.Y + 1, Swatch, Swatch, color, "#55606e");
            sheets.Page.Text(entry.Value, PdfSheets.Left + x + Swatch + 4, sheets.Y + style.Size, style);
            x += width;
        }

        sheets.Advance(style.Leading);
        sheets.Gap(4);
    }
}
