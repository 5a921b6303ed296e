namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>Reads the bits of packet headers: after a byte FF the next has only seven (ISO/IEC 15444-1, B.10.1).</summary>
internal ref struct PacketBits
{
    private readonly ReadOnlySpan<byte> bytes;
    private int current;
    private int left;

    public PacketBits(ReadOnlySpan<byte> bytes, int start)
    {
        this.bytes = bytes;
        At = start;
    }

    /// <summary>The next byte that was not begun.</summary>
    public int At { get; private set; }

    public int Bit()
    {
        if (left == 0)
        {
            if (At >= bytes.Length)
            {
                throw Jpeg2000Fault.At(At, "the header of a packet reaches beyond the data of its tile. The frame is damaged or "
                    + "cut short.");
            }

            left = current == 0xFF ? 7 : 8;
            current = bytes[At++];
        }

        return current >> --left & 1;
    }

    public int Bits(int count)
    {
        int value = 0;
        while (count-- > 0)
        {
            value = value << 1 | Bit();
        }

        return value;
    }

    /// <summary>Ends a header: the rest of its last byte is padding, as is a byte after FF.</summary>
    public void Align()
    {
        if (current == 0xFF)
        {
            At++;
        }

        (left, current) = (0, 0);
    }
}
