using System.Text;
using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>What the last sheet says about letters that the fonts have not, so that no name is changed without a word.</summary>
internal static class PdfLetterNote
{
    /// <summary>The sentence; null where every letter is printed as it is.</summary>
    public static string? Of(XElement page)
    {
        Rune[] letters = [.. page.DescendantNodes().OfType<XText>()
            .Where(text => text.Parent?.Name.LocalName is not ("script" or "style" or "nav"))
            .SelectMany(text => text.Value.EnumerateRunes())];
        int missing = letters.Count(letter => PdfText.Kind(letter) == PdfLetter.Missing);
        int bare = letters.Count(letter => PdfText.Kind(letter) == PdfLetter.WithoutMark);
        string[] parts =
        [
            .. missing > 0 ? [$"{missing} {(missing == 1 ? "letter is" : "letters are")} printed as '?'"] : Array.Empty<string>(),
            .. bare > 0 ? [$"{bare} without {(bare == 1 ? "its mark" : "their marks")} (e for e with a caron)"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? null
            : $"Letters that the fonts of this file have not: {string.Join(", ", parts)}. "
            + "The HTML page has them all; names are to be read there.";
    }
}
