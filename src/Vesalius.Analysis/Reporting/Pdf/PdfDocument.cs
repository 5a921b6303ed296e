using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>Pages and pictures put together as a file: PDF 1.7 (ISO 32000-1), with a plain table of where each object lies.</summary>
internal sealed class PdfDocument : IDisposable
{
    private const int Catalogue = 1, PageTree = 2, Facts = 3, FirstFont = 4, FirstPicture = 7;

    private static readonly string[] Fonts =
        ["Helvetica /Encoding /WinAnsiEncoding", "Helvetica-Bold /Encoding /WinAnsiEncoding", "Symbol"];

    private readonly MemoryStream file = new();
    private readonly List<long> places = [];

    /// <summary>The bytes of the file.</summary>
    /// <param name="title">What the document is about.</param>
    /// <param name="pages">The pages, all of one size.</param>
    /// <param name="pictures">The pictures they show.</param>
    /// <param name="size">The size of a page in points.</param>
    public static byte[] Of(
        string title, IReadOnlyList<PdfCanvas> pages, IReadOnlyList<PngPicture> pictures, (double Width, double Height) size)
    {
        using var document = new PdfDocument();
        document.Raw("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        int firstPage = FirstPicture + pictures.Count;
        document.Object("<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>");
        string kids = string.Join(' ', pages.Select((_, i) => $"{firstPage + 2 * i} 0 R"));
        document.Object(string.Create(
            CultureInfo.InvariantCulture,
                $"<< /Type /Pages /Kids [{kids}] /Count {pages.Count} /MediaBox [0 0 {size.Width:0.##} {size.Height:0.##}] >>"));
        document.Object($"<< /Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}> /Producer (Vesalius) >>");
        foreach (string font in Fonts)
        {
            document.Object($"<< /Type /Font /Subtype /Type1 /BaseFont /{font} >>");
        }

        foreach (PngPicture picture in pictures)
        {
            document.Picture(picture);
        }

        for (int i = 0; i < pages.Count; i++)
        {
            document.Page(pages[i], firstPage + 2 * i + 1);
        }

        return document.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Picture(PngPicture picture) => Stream(
        $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /BitsPerComponent 8 "
        + $"/ColorSpace /{(picture.Components == 3 ? "DeviceRGB" : "DeviceGray")} /Filter /FlateDecode "
        + $"/DecodeParms << /Predictor 15 /Colors {picture.Components} /BitsPerComponent 8 /Columns {picture.Width} >>",
        picture.Compressed);

    private void Page(PdfCanvas page, int content)
    {
        string fonts = string.Join(' ', Fonts.Select((_, i) => $"/F{i} {FirstFont + i} 0 R"));
        string pictures = string.Join(' ', page.Pictures.Select(number => $"/I{number} {FirstPicture + number} 0 R"));
        Object($"<< /Type /Page /Parent {PageTree} 0 R /Contents {content} 0 R /Resources << /Font << {fonts} >> /XObject << "
            + $"{pictures} >> >> >>");
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(page.ToBytes());
        }

        Stream("/Filter /FlateDecode", packed.ToArray());
    }

    private void Object(string content)
    {
        places.Add(file.Position);
        Raw($"{places.Count} 0 obj\n{content}\nendobj\n");
    }

    private void Stream(string entries, byte[] bytes)
    {
        places.Add(file.Position);
        Raw($"{places.Count} 0 obj\n<< {entries} /Length {bytes.Length} >>\nstream\n");
        file.Write(bytes);
        Raw("\nendstream\nendobj\n");
    }

    private byte[] Finish()
    {
        long start = file.Position;
        Raw($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (long place in places)
        {
            Raw($"{place:0000000000} 00000 n \n");
        }

        Raw($"trailer\n<< /Size {places.Count + 1} /Root {Catalogue} 0 R /Info {Facts} 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();
    }

    private void Raw(string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
