using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>
/// Unpacks deflate data (RFC 1951). Unlike the framework's stream it says so when the data end too early, and several bytes are decoded per
/// refill of the bit buffer, which makes it faster.
/// </summary>
internal sealed class Inflater(BitSource input)
{
    private const int Window = 1 << 15, Room = 1 << 16, Longest = 258, Margin = 32;
    private readonly BlockCodes codes = new(input);
    private readonly byte[] output = GC.AllocateUninitializedArray<byte>(Window + Room + Longest + Margin);
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
                codes.SetFixed();
                break;
            case 2:
                codes.ReadDynamic();
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

    /// <summary>
    /// Decodes until the block ends or the room is full. The bounds that make the unchecked accesses safe: at most <see cref="Longest"/> bytes
    /// are written beyond the room, plus 8 by the copy in words; input is read at most 8 bytes beyond <see cref="BitSource.SafeEnd"/>.
    /// </summary>
    private void DecodeBlock()
    {
        ref byte buffer = ref MemoryMarshal.GetArrayDataReference(input.Buffer);
        ref byte target = ref MemoryMarshal.GetArrayDataReference(output);
        ref uint literal = ref MemoryMarshal.GetArrayDataReference(codes.Literals.Entries);
        ref uint distance = ref MemoryMarshal.GetArrayDataReference(codes.Distances.Entries);
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
            uint entry = Look(ref literal, BlockCodes.LiteralBits, bits);
            if ((entry & HuffmanTable.Literal) != 0)
            {
                bits >>= (byte)entry;
                count -= (byte)entry;
                Unsafe.Add(ref target, to++) = (byte)(entry >> 16);
                entry = Look(ref literal, BlockCodes.LiteralBits, bits);
                if ((entry & HuffmanTable.Literal) != 0)
                {
                    bits >>= (byte)entry;
                    count -= (byte)entry;
                    Unsafe.Add(ref target, to++) = (byte)(entry >> 16);
                    entry = Look(ref literal, BlockCodes.LiteralBits, bits);
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
            entry = Look(ref distance, BlockCodes.DistanceBits, bits);
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
