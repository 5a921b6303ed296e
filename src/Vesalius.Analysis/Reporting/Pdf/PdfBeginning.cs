using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>
/// How much room the beginning of a block needs: what is not parted by the end of a sheet. A heading begins with what stands below it, so
/// that it is never left alone at the foot of a sheet.
/// </summary>
internal static class PdfBeginning
{
    private const int LinesOfText = 2;

    private const double Tallest = PdfSheets.Bottom - PdfSheets.Top;

    /// <summary>The room in points; never more than a sheet has.</summary>
    public static double Of(XElement element) => Math.Min(Tallest, element.Name.LocalName switch
    {
        "nav" or "script" or "style" => Next(element),
        var name when PdfHeading.Of(name) is { } heading =>
            heading.Before + Text(element, heading.Style, int.MaxValue) + heading.After + Next(element),
        "p" => Text(element, PdfStyle.Body, LinesOfText),
        "table" => new PdfTable(new PdfSheets(), element).Beginning,
        "ul" => PdfStyle.Small.Leading + 4,
        "figure" => PdfFigure.Of(element, PdfFigure.Column(1)).Height + PdfFigure.After,
        "div" when IsRow(element) => element.Elements().Take(PdfFigure.PerRow(element))
            .Max(figure => PdfFigure.Of(figure, PdfFigure.Column(PdfFigure.PerRow(element))).Height) + PdfFigure.After,
        "div" when (string?)element.Attribute("class") == "tiles" && element.HasElements =>
            element.Elements().Take(PdfTile.PerRow).Max(tile => PdfTile.Of(tile).Height) + PdfTile.Gap,
        _ => element.Elements().FirstOrDefault() is { } first ? Of(first) : Next(element),
    });

    /// <summary>What follows an element in its part of the page, or in the parts around that.</summary>
    private static double Next(XElement element) => element.ElementsAfterSelf().FirstOrDefault() is { } next ? Of(next)
        : element.Parent is { Name.LocalName: not "body" } part ? Next(part) : 0;

    private static bool IsRow(XElement element) => (string?)element.Attribute("class") == "side" && element.HasElements
        && element.Elements().All(child => child.Name.LocalName == "figure");

    private static double Text(XElement element, PdfStyle style, int most) =>
        Math.Min(most, PdfText.Wrapped(element.Value, style.Font, style.Size, PdfSheets.Width).Count) * style.Leading;
}
