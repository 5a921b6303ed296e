using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>
/// Prints a page on sheets of A4: the same blocks as on the screen, pictures still, folded parts open, long tables with their head on every
/// sheet. What a program reads (embedded numbers) stays with the HTML.
/// </summary>
internal static class PdfPrinter
{
    /// <summary>The page as a PDF file.</summary>
    public static byte[] Print(ReportPage page)
    {
        var sheets = new PdfSheets();
        var blocks = new PdfBlocks(sheets);
        XElement content = page.Render();
        blocks.Add(content);
        if (PdfLetterNote.Of(content) is { } note)
        {
            sheets.Gap(PdfStyle.Small.Leading);
            sheets.Write(note, PdfStyle.Small, 0);
        }

        foreach ((int i, PdfCanvas sheet) in sheets.Pages.Index())
        {
            string number = $"page {i + 1} of {sheets.Pages.Count}";
            double y = PdfSheets.Height - 28, right = PdfSheets.Left + PdfSheets.Width;
            double room = PdfSheets.Width - 80;
            sheet.Text(PdfText.Wrapped(page.Title, PdfStyle.Small.Font, PdfStyle.Small.Size, room)[0], PdfSheets.Left, y, PdfStyle.Small);
            sheet.Text(number, right - PdfText.Width(number, PdfStyle.Small.Font, PdfStyle.Small.Size), y, PdfStyle.Small);
        }

        return PdfDocument.Of(page.Title, sheets.Pages, sheets.Pictures, (PdfSheets.FullWidth, PdfSheets.Height));
    }
}
