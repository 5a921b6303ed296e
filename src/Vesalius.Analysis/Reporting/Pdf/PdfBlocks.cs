using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>Lays the blocks of a page out on sheets, one below the other.</summary>
internal sealed class PdfBlocks(PdfSheets sheets)
{
    private static readonly PdfStyle Lead = new(10, Color: "#55606e");

    /// <summary>Lays out an element and what is in it.</summary>
    public void Add(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "h2": Section(element); break;
            case var name when PdfHeading.Of(name) is { } heading: Heading(element, heading); break;
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

    private void Heading(XElement element, PdfHeading heading)
    {
        sheets.Need(PdfBeginning.Of(element));
        sheets.Gap(heading.Before);
        sheets.Write(element.Value, heading.Style, heading.After);
    }

    private void Section(XElement element)
    {
        Heading(element, PdfHeading.Section with { After = 0 });
        sheets.Page.Line([(PdfSheets.Left, sheets.Y + 1), (PdfSheets.Left + PdfSheets.Width, sheets.Y + 1)], "#d8dee6", 1.2);
        sheets.Advance(PdfHeading.Section.After);
    }

    private void Tiles(XElement[] tiles)
    {
        foreach (XElement[] row in tiles.Chunk(PdfTile.PerRow))
        {
            PdfTile[] shown = [.. row.Select(PdfTile.Of)];
            double tall = shown.Max(tile => tile.Height);
            sheets.Need(tall + PdfTile.Gap);
            foreach ((int i, PdfTile tile) in shown.Index())
            {
                tile.Draw(sheets, PdfSheets.Left + i * (PdfTile.Width + PdfTile.Gap), tall);
            }

            sheets.Advance(tall + PdfTile.Gap);
        }

        sheets.Gap(4);
    }

    private void Side(XElement element)
    {
        XElement[] children = [.. element.Elements()];
        if (children.All(child => child.Name.LocalName == "figure"))
        {
            Figures(children, PdfFigure.PerRow(element));
        }
        else
        {
            Inside(element);
        }
    }

    private void Figures(XElement[] figures, int perRow)
    {
        double width = PdfFigure.Column(perRow);
        foreach (XElement[] row in figures.Chunk(perRow))
        {
            PdfFigure[] shown = [.. row.Select(figure => PdfFigure.Of(figure, width))];
            double tall = shown.Max(figure => figure.Height);
            sheets.Need(tall + PdfFigure.After);
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i].Draw(sheets, PdfSheets.Left + i * (width + PdfFigure.Gap));
            }

            sheets.Advance(tall);
            sheets.Gap(PdfFigure.After);
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
