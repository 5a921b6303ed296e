using System.Text;

namespace Vesalius.Dicom.Text;

/// <summary>
/// The character set of a data set's text: what (0008,0005) says. Single sets decode as a whole; several of them switch with the escape
/// sequences of ISO 2022 (PS3.5 section 6.1.2.5).
/// </summary>
internal sealed class CharacterSet
{
    private static readonly CharacterSet Latin1 = new(Repertoire.Of(string.Empty), false);

    private readonly Repertoire initial;
    private readonly bool escapes;

    private CharacterSet(Repertoire initial, bool escapes)
    {
        this.initial = initial;
        this.escapes = escapes;
    }

    /// <summary>Where nothing is said: ASCII. Bytes beyond it, which should not be there, are read as Latin-1.</summary>
    public static CharacterSet Default => Latin1;

    /// <summary>The character set that the value of (0008,0005) names. Unknown names count as the default.</summary>
    public static CharacterSet Of(ReadOnlySpan<byte> value)
    {
        string[] names = [.. Encoding.Latin1.GetString(value).TrimEnd('\0', ' ').Split('\\').Select(name => name.Trim())];
        bool escapes = names.Length > 1 || names[0].Replace('_', ' ').StartsWith("ISO 2022", StringComparison.Ordinal);
        return new CharacterSet(Repertoire.Of(names[0]), escapes);
    }

    /// <summary>Decodes a whole value, delimiters included. What is no character becomes the replacement character.</summary>
    public string Decode(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAnyExceptInRange<byte>(0x20, 0x7E))
        {
            return Encoding.ASCII.GetString(text);
        }

        return escapes && text.Contains(EscapeSequences.Escape) ? new EscapedText(initial).Decode(text) : initial.Decode(text);
    }
}
