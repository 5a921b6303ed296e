using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Reads bits of an entropy-coded segment, the highest of each byte first.</summary>
internal ref struct JpegBits
{
    private readonly ref byte first;
    private readonly long end;
    private readonly int start;

    public JpegBits(EntropyCodedSegment segment)
    {
        first = ref MemoryMarshal.GetReference(segment.Padded);
        end = 8L * (segment.Padded.Length - EntropyCodedSegment.Padding);
        start = segment.Start;
    }

    /// <summary>How many bits were taken.</summary>
    public long At { get; private set; }

    /// <summary>At least the next 57 bits, the next one on top; zeros after the end.</summary>
    public readonly ulong Window
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, (nint)(At >> 3)));
            return (BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word) << (int)(At & 7);
        }
    }

    /// <summary>Steps over bits that were used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        At += count;
        if (At > end)
        {
            ThrowEnd();
        }
    }

    /// <summary>Takes up to 16 bits as a number.</summary>
    public int Take(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        int value = (int)(Window >> (64 - count));
        Skip(count);
        return value;
    }

    /// <summary>Takes a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Symbol(HuffmanTable table)
    {
        (int length, int symbol) = table.Decode(Window);
        if (length == 0)
        {
            ThrowNoCode();
        }

        Skip(length);
        return symbol;
    }

    /// <summary>Takes a number of a category (see <see cref="HuffmanTable.Extend"/>), 0 to 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Extended(int category)
    {
        if (category == 0)
        {
            return 0;
        }

        int value = HuffmanTable.Extend(Window, category);
        Skip(category);
        return value;
    }

    private readonly void ThrowEnd() =>
        throw JpegFault.At(start + end / 8, "the picture's data end before its last pixel. It was cut short; copy it again.");

    private readonly void ThrowNoCode() => throw JpegFault.At(start + At / 8, "bits came that are no code of the Huffman table. "
        + "The data are damaged.");
}
