using System.Buffers.Binary;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Walks from marker to marker of a code stream.</summary>
internal ref struct JpegSegments
{
    private readonly ReadOnlySpan<byte> code;
    private int next;

    public JpegSegments(ReadOnlySpan<byte> code)
    {
        if (code.Length < 4 || code[0] != 0xFF || code[1] != JpegMarker.StartOfImage)
        {
            throw JpegFault.At(0, "the picture does not begin with the JPEG marker FF D8.");
        }

        this.code = code;
        next = 2;
    }

    public byte Marker { get; private set; }

    /// <summary>Where the marker stands.</summary>
    public int At { get; private set; }

    /// <summary>What follows the marker's length.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Where the segment ends: for a scan, where its data begin.</summary>
    public readonly int End => next;

    /// <summary>Goes to the next marker; false at the end of the code.</summary>
    public bool MoveNext()
    {
        // Bytes between segments belong to nothing; several FF may stand before a marker.
        int at = next;
        while (at + 1 < code.Length && (code[at] != 0xFF || code[at + 1] is 0 or 0xFF))
        {
            at++;
        }

        if (at + 1 >= code.Length)
        {
            return false;
        }

        Marker = code[at + 1];
        At = at;
        Body = default;
        next = at + 2;
        if (JpegMarker.HasLength(Marker))
        {
            int length = at + 4 <= code.Length ? BinaryPrimitives.ReadUInt16BigEndian(code[(at + 2)..]) : 0;
            if (length < 2 || at + 2 + length > code.Length)
            {
                throw JpegFault.At(at, $"marker FF {Marker:X2} reaches beyond the end of the picture: it was cut short.");
            }

            Body = code.Slice(at + 4, length - 2);
            next = at + 2 + length;
        }

        return true;
    }

    /// <summary>Goes on from a place further on.</summary>
    public void Continue(int from) => next = from;
}
