namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>A Huffman code of JPEG (ISO/IEC 10918-1, annexes C and F.2.2.3), with short codes found in one look.</summary>
internal sealed class HuffmanTable
{
    /// <summary>Codes of up to this many bits are found in one look.</summary>
    public const int LookBits = 12;

    private const int LongestCode = 16;

    /// <summary>
    /// The largest code of each length, aligned to the left of 16 bits, plus one; the lengths whose codes are still longer follow.
    /// </summary>
    private readonly int[] limit = new int[LongestCode + 2];
    private readonly int[] offset = new int[LongestCode + 2];
    private readonly byte[] symbols;
    private readonly short[] look = new short[1 << LookBits];
    private int[]? differences;

    private HuffmanTable(byte[] symbols) => this.symbols = symbols;

    /// <summary>
    /// Entries for a difference whose code and value together have at most <see cref="LookBits"/> bits; 0 for all others.
    /// </summary>
    /// <remarks>Bits 0 to 7: how many bits it takes. Bits 8 to 31: the difference.</remarks>
    public int[] Differences => differences ??= FuseDifferences();

    /// <summary>Makes the code from how many codes each length has, and the symbols in the order of their codes.</summary>
    public static HuffmanTable Create(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, int at)
    {
        var table = new HuffmanTable(symbols.ToArray());
        int code = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            table.offset[length] = index - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (code >= 1 << length)
                {
                    throw JpegFault.At(at, $"a Huffman table has more codes of {length} bits than there can be. It is damaged.");
                }

                table.Enter(code, length, symbols[index]);
            }

            table.limit[length] = code << (LongestCode - length);
            code <<= 1;
        }

        table.limit[LongestCode + 1] = int.MaxValue;
        return table;
    }

    /// <summary>The next symbol.</summary>
    /// <param name="window">The next bits, the first one on top.</param>
    /// <returns>The length of its code and the symbol; a length of 0 where no code fits.</returns>
    public (int Length, int Symbol) Decode(ulong window)
    {
        int entry = look[window >> (64 - LookBits)];
        if (entry != 0)
        {
            return (entry >> 8, entry & 255);
        }

        int code = (int)(window >> (64 - LongestCode)), length = LookBits + 1;
        while (code >= limit[length])
        {
            length++;
        }

        int index = length > LongestCode ? -1 : offset[length] + (code >> (LongestCode - length));
        return (uint)index < (uint)symbols.Length ? (length, symbols[index]) : (0, 0);
    }

    /// <summary>The number that follows a category: the bits as they are, or from below (ISO/IEC 10918-1, F.2.2.1, EXTEND).</summary>
    /// <param name="window">The bits after the code.</param>
    /// <param name="category">How many bits belong to the number, 1 to 16.</param>
    public static int Extend(ulong window, int category)
    {
        int value = (int)(window >> (64 - category));
        return (long)window < 0 ? value : value - (1 << category) + 1;
    }

    private void Enter(int code, int length, byte symbol)
    {
        if (length <= LookBits)
        {
            look.AsSpan(code << (LookBits - length), 1 << (LookBits - length)).Fill((short)(length << 8 | symbol));
        }
    }

    private int[] FuseDifferences()
    {
        int[] fused = new int[1 << LookBits];
        for (int bits = 0; bits < fused.Length; bits++)
        {
            int length = look[bits] >> 8, category = look[bits] & 255;
            if (length == 0 || length + category > LookBits)
            {
                continue;
            }

            ulong rest = (ulong)bits << (64 - LookBits) << length;
            int difference = category == 0 ? 0 : Extend(rest, category);
            fused[bits] = difference << 8 | (length + category);
        }

        return fused;
    }
}
