namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>The two codes of a deflate block: one for literals and lengths, one for distances (RFC 1951).</summary>
internal sealed class BlockCodes(BitSource input)
{
    /// <summary>Bits of the first look-up in each table.</summary>
    public const int LiteralBits = 11, DistanceBits = 9;

    private static readonly byte[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly HuffmanTable codeLengths = new(7, DeflateSymbols.CodeLengths);

    /// <summary>Literals, lengths and the end of the block.</summary>
    public HuffmanTable Literals { get; } = new(LiteralBits, DeflateSymbols.LiteralsAndLengths);

    /// <summary>Distances.</summary>
    public HuffmanTable Distances { get; } = new(DistanceBits, DeflateSymbols.Distances);

    /// <summary>The codes that RFC 1951 fixes (3.2.6).</summary>
    public void SetFixed()
    {
        byte[] lengths = [.. Enumerable.Range(0, 288).Select(symbol => (byte)(symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))];
        Build(Literals, lengths);
        Build(Distances, [.. Enumerable.Repeat((byte)5, 32)]);
    }

    /// <summary>Reads the codes that begin a block (3.2.7).</summary>
    public void ReadDynamic()
    {
        int literalCount = input.Take(5) + 257, distanceCount = input.Take(5) + 1, lengthCount = input.Take(4) + 4;
        Span<byte> lengths = stackalloc byte[19 + 320];
        lengths.Clear();
        for (int i = 0; i < lengthCount; i++)
        {
            lengths[LengthOrder[i]] = (byte)input.Take(3);
        }

        Build(codeLengths, lengths[..19]);
        lengths.Clear();
        int total = literalCount + distanceCount;
        for (int i = 0; i < total;)
        {
            i += ReadLength(lengths, i, total);
        }

        if (lengths[256] == 0)
        {
            throw new InvalidDataException("A block of the packed data has no end.");
        }

        Build(Literals, lengths[..literalCount]);
        Build(Distances, lengths.Slice(literalCount, distanceCount));
    }

    /// <summary>One code length, or a run of the last one or of zeros; returns how many.</summary>
    private int ReadLength(Span<byte> lengths, int at, int total)
    {
        input.Ready();
        uint entry = codeLengths.Entries[(int)(input.Bits & 127)];
        if ((entry & HuffmanTable.Special) != 0)
        {
            throw new InvalidDataException("The codes of a block are damaged.");
        }

        input.Skip((byte)entry);
        int symbol = (int)(entry >> 16);
        if (symbol < 16)
        {
            lengths[at] = (byte)symbol;
            return 1;
        }

        int run = symbol switch { 16 => 3 + input.Take(2), 17 => 3 + input.Take(3), _ => 11 + input.Take(7) };
        if (at + run > total || (symbol == 16 && at == 0))
        {
            throw new InvalidDataException("The codes of a block are damaged.");
        }

        lengths.Slice(at, run).Fill(symbol == 16 ? lengths[at - 1] : (byte)0);
        return run;
    }

    private static void Build(HuffmanTable table, ReadOnlySpan<byte> lengths)
    {
        if (!table.TryBuild(lengths))
        {
            throw new InvalidDataException("The codes of a block are damaged.");
        }
    }
}
