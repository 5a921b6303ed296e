using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// Finds the code stream in a JP2 file (ISO/IEC 15444-1, annex I). DICOM frames hold a bare code stream; some writers put the file in.
/// </summary>
internal static class Jp2Boxes
{
    private const uint ContiguousCodestream = 0x6A703263;

    /// <summary>Where the code stream begins.</summary>
    public static int FindCodestream(ReadOnlySpan<byte> frame)
    {
        long at = 0;
        while (at + 12 <= frame.Length && !IsCodestream(frame, at))
        {
            ReadOnlySpan<byte> box = frame[(int)at..];
            long length = BinaryPrimitives.ReadUInt32BigEndian(box);
            long header = 8;
            if (length == 1 && box.Length >= 16)
            {
                (length, header) = (BinaryPrimitives.ReadInt64BigEndian(box[8..]), 16);
            }

            if (BinaryPrimitives.ReadUInt32BigEndian(box[4..]) == ContiguousCodestream)
            {
                at += header;
                break;
            }

            if (length < header || length > box.Length)
            {
                break;
            }

            at += length;
        }

        return IsCodestream(frame, at)
            ? (int)at
            : throw Jpeg2000Fault.At(at, "a code stream begins with FF4F FF51; neither it nor the boxes of a JP2 file with a "
                + "code stream came.");
    }

    private static bool IsCodestream(ReadOnlySpan<byte> frame, long at) =>
        at + 4 <= frame.Length && BinaryPrimitives.ReadUInt32BigEndian(frame[(int)at..]) == 0xFF4FFF51;
}
