using System.Buffers.Binary;

namespace Vesalius.Dicom.Serialization;

/// <summary>Reads what stands before each element's value, in any encoding.</summary>
internal static class ElementHeads
{
    /// <summary>The head at a position; the caller knows that eight bytes are there.</summary>
    /// <param name="window">The bytes.</param>
    /// <param name="position">Where the head begins.</param>
    /// <param name="end">Where the data set ends.</param>
    /// <param name="encoding">How elements lie in bytes.</param>
    /// <returns>A length of -1 where the data set ends within the head.</returns>
    public static ElementHead At(ByteWindow window, long position, long end, DatasetEncoding encoding)
    {
        ReadOnlySpan<byte> head = window.Span(position, 8);
        var tag = new DicomTag(UInt16(head, encoding), UInt16(head[2..], encoding));
        if (tag.Group == 0xFFFE || !encoding.IsExplicit)
        {
            return new ElementHead(
                tag, tag.Group == 0xFFFE
                ? ValueRepresentation.None : DicomDictionary.RepresentationOf(tag), UInt32(head[4..], encoding), 8);
        }

        var representation = (ValueRepresentation)BinaryPrimitives.ReadUInt16LittleEndian(head[4..]);
        if (!representation.IsKnown())
        {
            return OfUnknown(tag, head, encoding, (window, position, end));
        }

        if (!representation.HasLongLength())
        {
            return new ElementHead(tag, representation, UInt16(head[6..], encoding), 8);
        }

        long length = end - position < 12 ? -1 : UInt32(window.Span(position + 8, 4), encoding);
        return new ElementHead(tag, representation, length, 12);
    }

    /// <summary>Whether two bytes could be a value representation: upper-case letters.</summary>
    public static bool LooksExplicit(ReadOnlySpan<byte> representation) =>
        representation[0] is >= (byte)'A' and <= (byte)'Z' && representation[1] is >= (byte)'A' and <= (byte)'Z';

    public static ushort UInt16(ReadOnlySpan<byte> bytes, DatasetEncoding encoding) =>
        encoding.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public static uint UInt32(ReadOnlySpan<byte> bytes, DatasetEncoding encoding) =>
        encoding.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>
    /// Two letters that the standard does not have yet come with a long length (PS3.5 section 6.2); something else in their place
    /// belongs to an element that was written implicitly among explicit ones.
    /// </summary>
    private static ElementHead OfUnknown(
        DicomTag tag, ReadOnlySpan<byte> head, DatasetEncoding encoding, (ByteWindow Window, long Position, long End) place)
    {
        if (!LooksExplicit(head[4..]))
        {
            bool looksUnset = head[4] == 0 && head[5] == 0;
            return looksUnset && UInt16(head[6..], encoding) != 0 && UInt32(head[4..], encoding) > place.End - place.Position
                ? new ElementHead(tag, ValueRepresentation.UN, UInt16(head[6..], encoding), 8)
                : new ElementHead(tag, DicomDictionary.RepresentationOf(tag), UInt32(head[4..], encoding), 8);
        }

        bool isLong = head[6] == 0 && head[7] == 0 && place.End - place.Position >= 12;
        return isLong
            ? new ElementHead(tag, ValueRepresentation.UN, UInt32(place.Window.Span(place.Position + 8, 4), encoding), 12)
            : new ElementHead(tag, ValueRepresentation.UN, UInt16(head[6..], encoding), 8);
    }
}
