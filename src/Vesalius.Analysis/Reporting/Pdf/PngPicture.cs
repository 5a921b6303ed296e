using System.Buffers.Binary;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>
/// A PNG file's pixels as a PDF takes them: both compress alike (deflate, with a predictor per row), so they are handed on as they are.
/// </summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Components">1 for grey, 3 for colour.</param>
/// <param name="Compressed">The zlib stream.</param>
internal sealed record PngPicture(int Width, int Height, int Components, byte[] Compressed)
{
    /// <summary>The picture of a PNG file; null for one with a palette, opacity, interlacing or other than 8 bits.</summary>
    public static PngPicture? Of(ReadOnlySpan<byte> png)
    {
        if (png.Length < 33 || png[24] != 8 || png[25] is not (0 or 2) || png[28] != 0)
        {
            return null;
        }

        using var pixels = new MemoryStream();
        for (int at = 8; at + 12 <= png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (length < 0 || length > png.Length - at - 12)
            {
                return null;
            }

            if (png.Slice(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                pixels.Write(png.Slice(at + 8, length));
            }

            at += length + 12;
        }

        return new PngPicture(
            BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]), png[25] == 2 ? 3 : 1,
                pixels.ToArray());
    }
}
