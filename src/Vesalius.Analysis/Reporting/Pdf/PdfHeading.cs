namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>How a heading stands on a sheet.</summary>
/// <param name="Style">Its letters.</param>
/// <param name="Before">Room above it in points, but not at the head of a sheet.</param>
/// <param name="After">Room below it in points.</param>
internal sealed record PdfHeading(PdfStyle Style, double Before, double After)
{
    /// <summary>The heading of a section, which a line is drawn below.</summary>
    public static PdfHeading Section { get; } = new(new PdfStyle(13, PdfFont.Bold), 14, 8);

    private static readonly PdfHeading Title = new(new PdfStyle(19, PdfFont.Bold), 13.3, 4);

    private static readonly PdfHeading Third = new(new PdfStyle(10.5, PdfFont.Bold), 7.35, 3);

    private static readonly PdfHeading Fourth = new(new PdfStyle(9.5, PdfFont.Bold, "#55606e"), 6.65, 2);

    /// <summary>The heading of an element's name; null for what is none.</summary>
    public static PdfHeading? Of(string name) => name switch
    {
        "h1" => Title,
        "h2" => Section,
        "h3" or "summary" => Third,
        "h4" => Fourth,
        _ => null,
    };
}
