namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>What the symbols of deflate mean (RFC 1951, 3.2.5), as entries of a <see cref="HuffmanTable"/>.</summary>
internal static class DeflateSymbols
{
    private static readonly int[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    /// <summary>0 to 255 are literals, 256 ends the block, 257 to 285 are lengths; 286 and 287 do not exist.</summary>
    public static uint[] LiteralsAndLengths { get; } =
    [
        .. Enumerable.Range(0, 256).Select(literal => HuffmanTable.Literal | (uint)literal << 16),
        HuffmanTable.End,
        .. LengthBase.Zip(LengthExtra, (from, extra) => (uint)from << 16 | (uint)extra << 8),
        HuffmanTable.Wrong,
        HuffmanTable.Wrong,
    ];

    /// <summary>0 to 29 are distances; 30 and 31 do not exist.</summary>
    public static uint[] Distances { get; } = AllDistances();

    /// <summary>The nineteen symbols that spell code lengths.</summary>
    public static uint[] CodeLengths { get; } = [.. Enumerable.Range(0, 19).Select(symbol => (uint)symbol << 16)];

    private static uint[] AllDistances()
    {
        var entries = new List<uint>();
        for (int symbol = 0, from = 1; symbol < 30; symbol++)
        {
            int extra = Math.Max(0, symbol / 2 - 1);
            entries.Add((uint)from << 16 | (uint)extra << 8);
            from += 1 << extra;
        }

        return [.. entries, HuffmanTable.Wrong, HuffmanTable.Wrong];
    }
}
