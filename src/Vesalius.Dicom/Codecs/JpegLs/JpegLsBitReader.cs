using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>
/// Reads the bits of a JPEG-LS scan, the highest of each byte first. After a byte FF the next byte has only seven: its first bit is 0, so
/// that data never look like a marker (ISO/IEC 14495-1, A.1).
/// </summary>
internal ref struct JpegLsBitReader
{
    private const int Enough = 48;
    private readonly ReadOnlySpan<byte> code;
    private int at;
    private ulong cache;
    private int valid;

    public JpegLsBitReader(ReadOnlySpan<byte> code, int start)
    {
        this.code = code;
        at = start;
    }

    /// <summary>Takes one bit.</summary>
    public bool Bit() => Bits(1) != 0;

    /// <summary>Takes up to 16 bits as a number.</summary>
    public int Bits(int count)
    {
        if (valid < count)
        {
            Fill();
            if (valid < count)
            {
                ThrowEnd();
            }
        }

        int value = (int)(cache >> 1 >> (63 - count));
        cache <<= count;
        valid -= count;
        return value;
    }

    /// <summary>Takes a number in Golomb code of limited length (ISO/IEC 14495-1, A.5.3).</summary>
    /// <param name="golomb">How many of its bits are stored as they are.</param>
    /// <param name="mostZeros">After so many zeros the number itself follows, less one.</param>
    /// <param name="numberBits">Bits of such a number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Golomb(int golomb, int mostZeros, int numberBits)
    {
        if (valid < Enough)
        {
            Fill();
        }

        int zeros = BitOperations.LeadingZeroCount(cache), length = zeros + 1 + golomb;
        if (zeros >= mostZeros || length > valid)
        {
            return LongGolomb(golomb, mostZeros, numberBits);
        }

        ulong rest = cache << zeros << 1;
        cache = rest << golomb;
        valid -= length;
        return zeros << golomb | (int)(rest >> 1 >> (63 - golomb));
    }

    /// <summary>Where the next marker stands, once all data are read.</summary>
    public readonly int FindMarker()
    {
        for (int i = Math.Max(0, at - 1); i + 1 < code.Length; i++)
        {
            if (code[i] == 0xFF && code[i + 1] >= 0x80)
            {
                return i;
            }
        }

        return code.Length;
    }

    private int LongGolomb(int golomb, int mostZeros, int numberBits)
    {
        int zeros = 0;
        while (!Bit())
        {
            if (++zeros > mostZeros)
            {
                throw JpegLsFault.At(at, "a code came that is longer than codes can be. The data are damaged.");
            }
        }

        return zeros < mostZeros ? zeros << golomb | Bits(golomb) : Bits(numberBits) + 1;
    }

    private void Fill()
    {
        if (at + sizeof(ulong) <= code.Length)
        {
            ulong word = BinaryPrimitives.ReadUInt64BigEndian(code[at..]);

            // No byte is FF if no byte of the complement is 0.
            if (((~word - 0x0101010101010101) & word & 0x8080808080808080) == 0)
            {
                cache |= word >> valid;
                at += (64 - valid) >> 3;
                valid += (64 - valid) & ~7;
                return;
            }
        }

        FillCarefully();
    }

    private void FillCarefully()
    {
        while (valid <= 56 && at < code.Length)
        {
            byte next = code[at];
            if (next == 0xFF && (at + 1 >= code.Length || code[at + 1] >= 0x80))
            {
                return;
            }

            cache |= (ulong)next << (56 - valid);
            valid += next == 0xFF ? 7 : 8;
            at++;
        }
    }

    private readonly void ThrowEnd() => throw JpegLsFault.At(at, "the data end before the last sample. The frame was cut short; "
        + "copy it again.");
}
