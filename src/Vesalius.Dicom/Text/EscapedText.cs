using System.Text;

namespace Vesalius.Dicom.Text;

/// <summary>
/// Text that changes its character set on the way. Each half of the code table has a set of its own; delimiters bring back the first.
/// </summary>
internal sealed class EscapedText
{
    private readonly StringBuilder result = new();
    private readonly Repertoire initial;
    private Repertoire lower;
    private Repertoire upper;

    public EscapedText(Repertoire initial) => this.initial = lower = upper = initial;

    /// <summary>Decodes a whole value.</summary>
    public string Decode(ReadOnlySpan<byte> text)
    {
        int start = 0;
        for (int at = 0; at < text.Length; at++)
        {
            byte one = text[at];
            if (one == EscapeSequences.Escape)
            {
                Flush(text[start..at]);
                at += Switch(text[(at + 1)..]) - 1;
                start = at + 1;
            }
            else if (IsDelimiter(one))
            {
                Flush(text[start..at]);
                result.Append((char)one);
                (lower, upper) = (initial, initial);
                start = at + 1;
            }
        }

        Flush(text[start..]);
        return result.ToString();
    }

    private int Switch(ReadOnlySpan<byte> after)
    {
        (Repertoire? set, bool isUpper, int length) = EscapeSequences.At(after);
        if (set is not null && isUpper)
        {
            upper = set;
        }
        else if (set is not null)
        {
            lower = set;
        }

        return length;
    }

    private bool IsDelimiter(byte one) => one is (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'\t'
        || (!lower.HasSevenBitPairs && one is ((byte)'\\' or (byte)'^' or (byte)'='));

    /// <summary>Decodes a run: its lower half with one set, its upper half with the other.</summary>
    private void Flush(ReadOnlySpan<byte> run)
    {
        while (!run.IsEmpty)
        {
            bool isUpper = run[0] >= 0x80;
            int end = isUpper ? run.IndexOfAnyInRange((byte)0, (byte)0x7F) : run.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            ReadOnlySpan<byte> part = end < 0 ? run : run[..end];
            result.Append((isUpper ? upper : lower).Decode(part));
            run = run[part.Length..];
        }
    }
}
