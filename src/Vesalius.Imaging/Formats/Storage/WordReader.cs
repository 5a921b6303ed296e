namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Splits a file into words between white space or commas.</summary>
internal sealed class WordReader(DecodedFile file, int longestWord)
{
    private readonly byte[] buffer = new byte[1 << 14];
    private readonly byte[] word = new byte[longestWord];
    private int at;
    private int filled;

    /// <summary>The next word, empty at the end of the file. A word longer than allowed is cut.</summary>
    public ReadOnlySpan<byte> Next()
    {
        int length = 0;
        while (at < filled || Refill())
        {
            byte c = buffer[at++];
            if (c > ' ' && c != ',')
            {
                word[Math.Min(length++, word.Length - 1)] = c;
            }
            else if (length > 0)
            {
                break;
            }
        }

        return word.AsSpan(0, Math.Min(length, word.Length));
    }

    private bool Refill()
    {
        at = 0;
        filled = file.ReadUpTo(buffer);
        return filled > 0;
    }
}
