using System.Text;

namespace Vesalius.Dicom.Text;

/// <summary>One coded character set: how runs of its bytes become characters.</summary>
internal sealed class Repertoire
{
    private const int Latin1 = 28591, Utf8 = 65001;

    private readonly int codePage;
    private readonly Width width;
    private Encoding? encoding;

    private Repertoire(int codePage, Width width)
    {
        this.codePage = codePage;
        this.width = width;
    }

    private enum Width
    {
        Whole,
        SevenBitPairs,
        MixedPairs,
    }

    /// <summary>Whether two bytes of the lower half are one character, so that no delimiter can stand among them.</summary>
    public bool HasSevenBitPairs => width != Width.Whole;

    public static Repertoire Ascii { get; } = new(Latin1, Width.Whole);

    public static Repertoire JapaneseKanji { get; } = new(51932, Width.SevenBitPairs);

    public static Repertoire JapaneseSupplement { get; } = new(20932, Width.MixedPairs);

    public static Repertoire JapaneseSingle { get; } = new(932, Width.Whole);

    public static Repertoire Korean { get; } = new(949, Width.Whole);

    public static Repertoire Chinese { get; } = new(936, Width.Whole);

    /// <summary>The set that a defined term names (PS3.3 C.12.1.1.2), however its spaces and underscores are written.</summary>
    public static Repertoire Of(string term)
    {
        string name = term.Replace('_', ' ').Replace("ISO 2022 IR ", "ISO IR ", StringComparison.Ordinal);
        return name switch
        {
            "ISO IR 192" or "UTF-8" or "UTF8" => new Repertoire(Utf8, Width.Whole),
            "GB18030" => new Repertoire(54936, Width.Whole),
            "GBK" or "GB2312" or "ISO IR 58" => Chinese,
            "ISO IR 149" => Korean,
            "ISO IR 13" => JapaneseSingle,
            _ when name.StartsWith("ISO IR ", StringComparison.Ordinal) && int.TryParse(name.AsSpan(7), out int number) =>
                OfRegistration(number),
            _ => Ascii,
        };
    }

    /// <summary>The single-byte set of an ISO-IR registration number.</summary>
    public static Repertoire OfRegistration(int number) => number switch
    {
        101 => new Repertoire(28592, Width.Whole),
        109 => new Repertoire(28593, Width.Whole),
        110 => new Repertoire(28594, Width.Whole),
        144 => new Repertoire(28595, Width.Whole),
        127 => new Repertoire(28596, Width.Whole),
        126 => new Repertoire(28597, Width.Whole),
        138 => new Repertoire(28598, Width.Whole),
        148 => new Repertoire(28599, Width.Whole),
        203 => new Repertoire(28605, Width.Whole),
        166 => new Repertoire(874, Width.Whole),
        _ => Ascii,
    };

    /// <summary>Found when it is first needed: the tables of code pages are large, and most files need none of them.</summary>
    private Encoding Coding => encoding ??= codePage switch
    {
        Latin1 => Encoding.Latin1,
        Utf8 => Encoding.UTF8,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage),
    };

    /// <summary>The characters of a run of bytes.</summary>
    public string Decode(ReadOnlySpan<byte> run)
    {
        if (width == Width.Whole)
        {
            return Coding.GetString(run);
        }

        // The kanji of JIS X 0208 and 0212 are pairs of seven bits; the EUC code pages want the upper halves, the supplement's second one not.
        byte[] shifted = run.ToArray();
        for (int i = 0; i < shifted.Length; i++)
        {
            shifted[i] |= width == Width.MixedPairs && i % 2 == 1 ? (byte)0 : (byte)0x80;
        }

        return Coding.GetString(shifted);
    }
}
