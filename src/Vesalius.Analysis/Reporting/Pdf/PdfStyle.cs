namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>How letters look.</summary>
/// <param name="Size">Points.</param>
/// <param name="Font">The font.</param>
/// <param name="Color">The colour as #RRGGBB.</param>
internal sealed record PdfStyle(double Size, PdfFont Font = PdfFont.Regular, string Color = "#1b2430")
{
    /// <summary>From one line to the next, in points.</summary>
    public double Leading => Size * 1.32;

    /// <summary>Body text.</summary>
    public static PdfStyle Body { get; } = new(9.5);

    /// <summary>Captions, and what stands small in cells.</summary>
    public static PdfStyle Small { get; } = new(8, Color: "#55606e");
}
