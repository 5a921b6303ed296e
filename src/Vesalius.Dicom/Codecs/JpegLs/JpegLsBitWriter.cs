namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>Writes the bits of a JPEG-LS scan; after a byte FF the next takes only seven (ISO/IEC 14495-1, A.1).</summary>
internal sealed class JpegLsBitWriter(List<byte> bytes)
{
    private int current;
    private int room = 8;

    /// <summary>Writes the lower bits of a number, the highest first.</summary>
    public void Bits(int value, int count)
    {
        while (count > 0)
        {
            int taken = Math.Min(count, room);
            count -= taken;
            room -= taken;
            current |= (value >> count & ((1 << taken) - 1)) << room;
            if (room == 0)
            {
                Finish();
            }
        }
    }

    /// <summary>Writes a number in Golomb code of limited length (ISO/IEC 14495-1, A.5.3).</summary>
    /// <param name="value">The number.</param>
    /// <param name="golomb">How many of its bits are stored as they are.</param>
    /// <param name="mostZeros">After so many zeros the number itself follows, less one.</param>
    /// <param name="numberBits">Bits of such a number.</param>
    public void Golomb(int value, int golomb, int mostZeros, int numberBits)
    {
        int zeros = value >> golomb;
        if (zeros < mostZeros)
        {
            Zeros(zeros);
            Bits(1, 1);
            Bits(value, golomb);
        }
        else
        {
            Zeros(mostZeros);
            Bits(1, 1);
            Bits(value - 1, numberBits);
        }
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Flush()
    {
        if (room < 8)
        {
            Finish();
        }

        // A byte FF must not stand before the marker that follows.
        if (bytes[^1] == 0xFF)
        {
            bytes.Add(0);
        }
    }

    private void Zeros(int count)
    {
        for (; count > 16; count -= 16)
        {
            Bits(0, 16);
        }

        Bits(0, count);
    }

    private void Finish()
    {
        bytes.Add((byte)current);
        (current, room) = (0, current == 0xFF ? 7 : 8);
    }
}
