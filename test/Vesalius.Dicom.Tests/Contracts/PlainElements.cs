using System.Buffers.Binary;
using System.Text;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>Writes elements byte by byte, as PS3.5 chapter 7 has them, so that parsers are not tested with what a writer of ours makes of them.</summary>
internal static class PlainElements
{
    public static readonly byte[] ItemHead = [0xFE, 0xFF, 0x00, 0xE0];
    public static readonly byte[] ItemEnd = [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0];
    public static readonly byte[] SequenceEnd = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
    public static readonly byte[] Undefined = [0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>An element of explicit little-endian; a null length is that of the value.</summary>
    public static byte[] Explicit(uint tag, string representation, byte[] value, byte[]? length = null)
    {
        bool isLong = representation is "OB" or "OW" or "SQ" or "UN" or "UT";
        byte[] count = length ?? BitConverter.GetBytes(value.Length);
        return [.. Tag(tag), .. Encoding.ASCII.GetBytes(representation), .. isLong ? (byte[])[0, 0, .. count] : count[..2], .. value];
    }

    /// <summary>An element of implicit little-endian.</summary>
    public static byte[] Implicit(uint tag, byte[] value) => [.. Tag(tag), .. BitConverter.GetBytes(value.Length), .. value];

    /// <summary>An element of explicit big-endian with a short length; the value is given in that order.</summary>
    public static byte[] Big(uint tag, string representation, byte[] value)
    {
        byte[] head = new byte[8];
        BinaryPrimitives.WriteUInt16BigEndian(head, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)tag);
        Encoding.ASCII.GetBytes(representation).CopyTo(head, 4);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(6), (ushort)value.Length);
        return [.. head, .. value];
    }

    /// <summary>Text of an even number of bytes.</summary>
    public static byte[] Characters(string text, char padding = ' ') =>
        Encoding.Latin1.GetBytes(text.Length % 2 == 0 ? text : text + padding);

    /// <summary>A file: preamble, file meta information with its length, and the data set.</summary>
    public static byte[] File(string transferSyntax, params byte[][] elements)
    {
        byte[] syntax = Explicit(0x00020010, "UI", Characters(transferSyntax, '\0'));
        byte[] length = Explicit(0x00020000, "UL", BitConverter.GetBytes(syntax.Length));
        return [.. new byte[128], .. "DICM"u8, .. length, .. syntax, .. elements.SelectMany(element => element)];
    }

    private static byte[] Tag(uint tag)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)tag);
        return bytes;
    }
}
