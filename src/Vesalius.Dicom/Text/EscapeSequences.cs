namespace Vesalius.Dicom.Text;

/// <summary>
/// The escape sequences that DICOM allows (PS3.3 tables C.12-3 and C.12-4): which set they call into which half of the code table.
/// </summary>
internal static class EscapeSequences
{
    public const byte Escape = 0x1B;

    /// <summary>The sequence at the start of a text, after its escape byte.</summary>
    /// <returns>
    /// The set (null for an unknown sequence), whether it is for the upper half, and how many bytes the sequence has with the escape byte.
    /// </returns>
    public static (Repertoire? Set, bool IsUpper, int Length) At(ReadOnlySpan<byte> after) => after switch
    {
        [(byte)'$', (byte)'B' or (byte)'@', ..] => (Repertoire.JapaneseKanji, false, 3),
        [(byte)'$', (byte)'(', (byte)'D', ..] => (Repertoire.JapaneseSupplement, false, 4),
        [(byte)'$', (byte)')', (byte)'C', ..] => (Repertoire.Korean, true, 4),
        [(byte)'$', (byte)')', (byte)'A', ..] => (Repertoire.Chinese, true, 4),
        [(byte)'(', (byte)'B', ..] => (Repertoire.Ascii, false, 3),
        [(byte)'(', (byte)'J', ..] => (Repertoire.Ascii, false, 3),
        [(byte)')', (byte)'I', ..] => (Repertoire.JapaneseSingle, true, 3),
        [(byte)'-', var letter, ..] => (Upper(letter), true, 3),
        _ => (null, false, 1),
    };

    private static Repertoire Upper(byte letter) => Repertoire.OfRegistration((char)letter switch
    {
        'B' => 101,
        'C' => 109,
        'D' => 110,
        'L' => 144,
        'G' => 127,
        'F' => 126,
        'H' => 138,
        'M' => 148,
        'b' => 203,
        'T' => 166,
        _ => 100,
    });
}
