using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>
/// Unpacks deflate data (RFC 1951). Unlike the framework's stream it says so when the data end too early, and several bytes are decoded per
/// refill of the bit buffer, which makes it faster.
/// </summary>
internal sealed class Inflater(BitSource input)
{
    private const int Window = 1 << 15, Room = 1 << 18, Longest = 258, Margin = 32;
    private const int LiteralBits = 11, DistanceBits = 9;

    private static readonly byte[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly HuffmanTable literals = new(LiteralBits, DeflateSymbols.LiteralsAndLengths());
    private readonly HuffmanTable distances = new(DistanceBits, DeflateSymbols.Distances());
    private readonly HuffmanTable codeLengths = new(7, DeflateSymbols.CodeLengths());
    private readonly byte[] output = new byte[Window + Room + Longest + Margin];
    private int filled;
    private int given;
    private int storedLeft;
    private bool inBlock;
    private bool lastBlock;

    /// <summary>The next unpacked bytes, at least one unless the data have come to their end. They are valid until the next call.</summary>
    public ReadOnlySpan<byte> Next(int most)
    {
        while (given == filled && !(lastBlock && !inBlock))
        {
            MakeRoom();
            Decode();
        }

        int count = Math.Min(most, filled - given);
        given += count;
        return output.AsSpan(given - count, count);
    }

    /// <summary>Begins another stream of deflate data at the place where the last one ended.</summary>
    public void Restart() => (filled, given, storedLeft, inBlock, lastBlock) = (0, 0, 0, false, false);

    /// <summary>Keeps the last 32 KB, to which later data may refer.</summary>
    private void MakeRoom()
    {
        if (filled > Window)
        {
            Buffer.BlockCopy(output, filled - Window, output, 0, Window);
            filled = given = Window;
        }
    }

    private void Decode()
    {
        if (!inBlock)
        {
            BeginBlock();
        }
        else if (storedLeft > 0)
        {
            CopyStored();
        }
        else
        {
            DecodeBlock();
        }
    }

    private void BeginBlock()
    {
        lastBlock = input.Take(1) == 1;
        inBlock = true;
        switch (input.Take(2))
        {
            case 0:
                BeginStored();
                break;
            case 1:
                FixedCodes();
                break;
            case 2:
                DynamicCodes();
                break;
            default:
                throw new InvalidDataException("A block of the packed data has a type that does not exist.");
        }
    }

    private void BeginStored()
    {
        input.ToByte();
        int length = input.Take(16), complement = input.Take(16);
        if (length != (complement ^ 0xffff))
        {
            throw new InvalidDataException("The length of a stored block contradicts itself.");
        }

        input.ToByte();
        storedLeft = length;
        inBlock = length > 0;
    }

    private void CopyStored()
    {
        int copied = input.Copy(output.AsSpan(filled, Math.Min(storedLeft, Window + Room - filled)));
        if (copied == 0)
        {
            throw new EndOfStreamException("The packed data end within a stored block.");
        }

        filled += copied;
        storedLeft -= copied;
        inBlock = storedLeft > 0;
    }

    private void FixedCodes()
    {
        byte[] lengths = [.. Enumerable.Range(0, 288).Select(symbol => (byte)(symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))];
        Build(literals, lengths);
        Build(distances, [.. Enumerable.Repeat((byte)5, 32)]);
    }

    private void DynamicCodes()
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

        Build(literals, lengths[..literalCount]);
        Build(distances, lengths.Slice(literalCount, distanceCount));
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

    /// <summary>
    /// Decodes until the block ends or the room is full. The bounds that make the unchecked accesses safe: at most <see cref="Longest"/> bytes
    /// are written beyond the room, plus 8 by the copy in words; input is read at most 8 bytes beyond <see cref="BitSource.SafeEnd"/>.
    /// </summary>
    private void DecodeBlock()
    {
        ref byte buffer = ref MemoryMarshal.GetArrayDataReference(input.Buffer);
        ref byte target = ref MemoryMarshal.GetArrayDataReference(output);
        ref uint literal = ref MemoryMarshal.GetArrayDataReference(literals.Entries);
        ref uint distance = ref MemoryMarshal.GetArrayDataReference(distances.Entries);
        ulong bits = input.Bits;
        int count = input.Count, at = input.At, to = filled, safe = input.SafeEnd;
        const int Full = Window + Room;
        while (to < Full)
        {
            if (at > safe)
            {
                (input.Bits, input.Count, input.At) = (bits, count, at);
                input.FetchMore();
                (at, safe) = (input.At, input.SafeEnd);
                if (at > safe)
                {
                    input.Ready();
                    (bits, count, at) = (input.Bits, input.Count, input.At);
                    goto ready;
                }
            }

            bits |= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref buffer, at)) << count;
            at += (63 - count) >> 3;
            count |= 56;
        ready:
            uint entry = Look(ref literal, LiteralBits, bits);
            if ((entry & HuffmanTable.Literal) != 0)
            {
                bits >>= (byte)entry;
                count -= (byte)entry;
                Unsafe.Add(ref target, to++) = (byte)(entry >> 16);
                entry = Look(ref literal, LiteralBits, bits);
                if ((entry & HuffmanTable.Literal) != 0)
                {
                    bits >>= (byte)entry;
                    count -= (byte)entry;
                    Unsafe.Add(ref target, to++) = (byte)(entry >> 16);
                    entry = Look(ref literal, LiteralBits, bits);
                    if ((entry & HuffmanTable.Literal) != 0)
                    {
                        bits >>= (byte)entry;
                        count -= (byte)entry;
                        Unsafe.Add(ref target, to++) = (byte)(entry >> 16);
                    }
                }

                continue;
            }

            bits >>= (byte)entry;
            count -= (byte)entry;
            if ((entry & HuffmanTable.Special) != 0)
            {
                if ((entry & HuffmanTable.End) != HuffmanTable.End)
                {
                    throw new InvalidDataException("The packed data hold a code that does not exist.");
                }

                inBlock = false;
                break;
            }

            int extra = (int)(entry >> 8) & 15, length = (int)(entry >> 16) + (int)(bits & ((1u << extra) - 1));
            bits >>= extra;
            count -= extra;
            entry = Look(ref distance, DistanceBits, bits);
            bits >>= (byte)entry;
            count -= (byte)entry;
            extra = (int)(entry >> 8) & 15;
            int back = (int)(entry >> 16) + (int)(bits & ((1u << extra) - 1));
            bits >>= extra;
            count -= extra;
            if ((entry & HuffmanTable.Special) != 0 || back > to)
            {
                throw new InvalidDataException("The packed data refer to bytes that are not there.");
            }

            Repeat(ref Unsafe.Add(ref target, to), back, length);
            to += length;
        }

        (input.Bits, input.Count, input.At) = (bits, count, at);
        filled = to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Look(ref uint table, int primaryBits, ulong bits)
    {
        uint entry = Unsafe.Add(ref table, (int)(bits & ((1u << primaryBits) - 1)));
        if ((entry & HuffmanTable.Second) == HuffmanTable.Second)
        {
            int second = (int)(entry >> 8) & 15;
            entry = Unsafe.Add(ref table, (int)(entry >> 16) + (int)(bits >> primaryBits & ((1u << second) - 1)));
        }

        return entry;
    }

    /// <summary>Copies what was unpacked a distance ago; source and target may overlap, which repeats the pattern.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Repeat(ref byte target, int back, int length)
    {
        ref byte source = ref Unsafe.Subtract(ref target, back);
        if (back >= 8)
        {
            for (int i = 0; i < length; i += 8)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, i), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i)));
            }
        }
        else if (back == 1)
        {
            Unsafe.InitBlockUnaligned(ref target, source, (uint)length);
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
            }
        }
    }
}
