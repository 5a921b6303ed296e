using System.Text;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>
/// Text in the codes of the standard fonts: Latin letters of western Europe, Greek letters and some signs. Letters of central Europe lose
/// their marks (ě is e); those of other scripts are question marks, for their fonts would have to be embedded. The HTML page has them all, and the last sheet
/// says how many are missing.
/// </summary>
internal static class PdfText
{
    /// <summary>WinAnsiEncoding from 128 to 159, where it is not Latin-1; a space where a code is empty.</summary>
    private const string Upper = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>The letters from U+0100 to U+017F without their marks.</summary>
    private const string Bare = "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlL"
        + "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

    /// <summary>Stretches of one font, with their bytes and their width in thousandths of the size.</summary>
    public static List<(PdfFont Font, byte[] Codes, int Width)> Runs(string text, PdfFont font)
    {
        var runs = new List<(PdfFont, byte[], int)>();
        var codes = new List<byte>();
        (PdfFont now, int width) = (font, 0);
        foreach (Rune rune in text.EnumerateRunes())
        {
            (PdfFont of, byte code, int wide) = Glyph(rune, font);
            if (of != now && codes.Count > 0)
            {
                runs.Add((now, [.. codes], width));
                codes.Clear();
                width = 0;
            }

            now = of;
            codes.Add(code);
            width += wide;
        }

        if (codes.Count > 0)
        {
            runs.Add((now, [.. codes], width));
        }

        return runs;
    }

    /// <summary>How a letter is printed: as it is, without its mark, or as a question mark.</summary>
    public static PdfLetter Kind(Rune rune) =>
        Code(rune) is not null || Rune.IsWhiteSpace(rune) || rune.IsBmp && FontWidths.Symbol.ContainsKey((char)rune.Value) ? PdfLetter.Whole
        : HasBareForm(rune) ? PdfLetter.WithoutMark
        : PdfLetter.Missing;

    /// <summary>How wide a line is in points.</summary>
    public static double Width(string text, PdfFont font, double size) => Runs(text, font).Sum(run => run.Width) * size / 1000;

    /// <summary>The text in lines of at most a width; words wider than that are cut.</summary>
    public static List<string> Wrapped(string text, PdfFont font, double size, double width)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.Split('\n'))
        {
            string line = string.Empty;
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(word => Cut(word, font, size, width)))
            {
                string longer = line.Length == 0 ? word : line + " " + word;
                if (line.Length > 0 && Width(longer, font, size) > width)
                {
                    lines.Add(line);
                    longer = word;
                }

                line = longer;
            }

            lines.Add(line);
        }

        return lines;
    }

    private static IEnumerable<string> Cut(string word, PdfFont font, double size, double width)
    {
        while (word.Length > 1 && Width(word, font, size) > width)
        {
            int fits = word.Length - 1;
            while (fits > 1 && Width(word[..fits], font, size) > width)
            {
                fits--;
            }

            fits -= fits > 1 && char.IsHighSurrogate(word[fits - 1]) ? 1 : 0;
            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }

    private static (PdfFont Font, byte Code, int Width) Glyph(Rune rune, PdfFont font)
    {
        if (Code(rune) is { } code)
        {
            return (font, code, Of(font)[code - 32]);
        }

        if (rune.IsBmp && FontWidths.Symbol.TryGetValue((char)rune.Value, out (byte Code, short Width) symbol))
        {
            return (PdfFont.Symbol, symbol.Code, symbol.Width);
        }

        // From U+0100 to U+017F: the letters of central Europe.
        byte instead = (byte)(HasBareForm(rune) ? Bare[rune.Value - 0x100] : '?');
        return (font, instead, Of(font)[instead - 32]);
    }

    private static bool HasBareForm(Rune rune) => rune.Value is >= 0x100 and < 0x180;

    private static ReadOnlySpan<short> Of(PdfFont font) => font == PdfFont.Bold ? FontWidths.Bold : FontWidths.Regular;

    private static byte? Code(Rune rune) => rune.Value switch
    {
        '\t' or 0x2009 or 0x202F => (byte)' ',
        >= 32 and < 127 or >= 160 and < 256 => (byte)rune.Value,
        < 256 => null,
        > char.MaxValue => null,
        var value => Upper.IndexOf((char)value, StringComparison.Ordinal) is >= 0 and var at ? (byte)(128 + at) : null,
    };
}
