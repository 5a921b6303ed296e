namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>
/// A Huffman code as a table that is looked up with the next bits of the stream (RFC 1951, 3.2.2): a primary table for short codes, which
/// points to small second tables for long ones.
/// </summary>
/// <remarks>
/// An entry holds in bits 0–7 how many bits the code has, in 8–11 how many extra bits follow, and in 16–30 a base value.
/// Bit 31 marks a literal. Bit 15 marks what is neither literal nor base: the end of the block, a second table, or a code that does not exist.
/// </remarks>
internal sealed class HuffmanTable
{
    public const uint Literal = 1u << 31, Special = 1u << 15, End = Special | (1u << 14), Second = Special | (1u << 13), Wrong = Special | (1u << 12);

    private const int LongestCode = 15;

    private readonly uint[] symbols;
    private int used;

    /// <summary>An empty table.</summary>
    /// <param name="primaryBits">Codes up to this length need one look-up.</param>
    /// <param name="symbols">The entry of each symbol without its code length.</param>
    public HuffmanTable(int primaryBits, uint[] symbols)
    {
        PrimaryBits = primaryBits;
        this.symbols = symbols;
        Entries = GC.AllocateUninitializedArray<uint>((1 << primaryBits) + symbols.Length * (1 << Math.Max(0, LongestCode - primaryBits)));
    }

    /// <summary>How many bits the first look-up takes.</summary>
    public int PrimaryBits { get; }

    /// <summary>The entries, second tables behind the primary one.</summary>
    public uint[] Entries { get; }

    /// <summary>Builds the canonical code of these lengths; 0 means that a symbol does not occur. False when the lengths make no code.</summary>
    public bool TryBuild(ReadOnlySpan<byte> lengths)
    {
        Span<int> count = stackalloc int[LongestCode + 2], next = stackalloc int[LongestCode + 2];
        foreach (byte length in lengths)
        {
            count[length]++;
        }

        int left = 1, codes = lengths.Length - count[0];
        count[0] = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            left = (left << 1) - count[length];
            next[length + 1] = (next[length] + count[length]) << 1;
            if (left < 0)
            {
                return false;
            }
        }

        if (left > 0 && codes > 1)
        {
            return false; // only a code of a single symbol may be incomplete
        }

        Array.Fill(Entries, Wrong, 0, 1 << PrimaryBits);
        used = 1 << PrimaryBits;
        FillShort(lengths, next);
        return FillLong(lengths, next);
    }

    private void FillShort(ReadOnlySpan<byte> lengths, Span<int> next)
    {
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0 || length > PrimaryBits)
            {
                continue;
            }

            uint entry = symbols[symbol] | (uint)length;
            for (int at = Reversed(next[length]++, length); at < 1 << PrimaryBits; at += 1 << length)
            {
                Entries[at] = entry;
            }
        }
    }

    private bool FillLong(ReadOnlySpan<byte> lengths, Span<int> next)
    {
        int longest = 0;
        foreach (byte length in lengths)
        {
            longest = Math.Max(longest, length);
        }

        int secondBits = longest - PrimaryBits;
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length <= PrimaryBits)
            {
                continue;
            }

            int code = Reversed(next[length]++, length), primary = code & ((1 << PrimaryBits) - 1);
            int table = SecondTable(primary, secondBits);
            for (int at = code >> PrimaryBits; at < 1 << secondBits; at += 1 << (length - PrimaryBits))
            {
                Entries[table + at] = symbols[symbol] | (uint)length;
            }
        }

        return true;
    }

    private int SecondTable(int primary, int bits)
    {
        if ((Entries[primary] & Second) != Second)
        {
            Entries[primary] = Second | (uint)used << 16 | (uint)bits << 8;
            Array.Fill(Entries, Wrong, used, 1 << bits);
            used += 1 << bits;
        }

        return (int)(Entries[primary] >> 16);
    }

    private static int Reversed(int code, int length)
    {
        int reversed = 0;
        for (int i = 0; i < length; i++, code >>= 1)
        {
            reversed = reversed << 1 | code & 1;
        }

        return reversed;
    }
}
