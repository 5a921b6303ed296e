using System.Buffers.Binary;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>The EXIF orientation: how a camera was held, and thus how its picture is to be turned (EXIF 2.3, tag 0112).</summary>
internal static class JpegOrientation
{
    private const int Tag = 0x0112;

    /// <summary>The orientation in an APP1 segment, 1 to 8; null where the segment has none.</summary>
    public static int? Find(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14)
        {
            return null;
        }

        ReadOnlySpan<byte> tiff = segment[6..];
        bool big = tiff[0] == 'M';
        long directory = Number(tiff, 4, 4, big);
        int entries = (int)Number(tiff, directory, 2, big);
        for (int i = 0; i < entries; i++)
        {
            long entry = directory + 2 + 12 * i;
            if (Number(tiff, entry, 2, big) == Tag && Number(tiff, entry + 8, 2, big) is >= 1 and <= 8 and long value)
            {
                return (int)value;
            }
        }

        return null;
    }

    /// <summary>Turns a picture upright.</summary>
    /// <param name="pixels">The pixels as stored, row by row.</param>
    /// <param name="size">Columns and rows as stored, and bytes of a pixel.</param>
    /// <param name="orientation">1 to 8.</param>
    /// <returns>The upright pixels, and how many columns and rows they have.</returns>
    public static (byte[] Pixels, int Width, int Height) Upright(byte[] pixels, (int Width, int Height, int PixelBytes) size, int orientation)
    {
        (int width, int height, int bytes) = size;
        if (orientation == 1)
        {
            return (pixels, width, height);
        }

        (int newWidth, int newHeight) = Size(width, height, orientation);
        byte[] upright = new byte[pixels.Length];
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                (int u, int v) = orientation switch
                {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                pixels.AsSpan((u + v * width) * bytes, bytes).CopyTo(upright.AsSpan((x + y * newWidth) * bytes));
            }
        }

        return (upright, newWidth, newHeight);
    }

    /// <summary>The size of the upright picture: from 5 on, columns and rows are exchanged.</summary>
    public static (int Width, int Height) Size(int width, int height, int orientation) => orientation >= 5 ? (height, width) : (width, height);

    /// <summary>A number in the segment, or −1 where it lies outside.</summary>
    private static long Number(ReadOnlySpan<byte> bytes, long at, int size, bool big)
    {
        if (at < 0 || at + size > bytes.Length)
        {
            return -1;
        }

        ReadOnlySpan<byte> field = bytes[(int)at..];
        return size == 2
            ? big ? BinaryPrimitives.ReadUInt16BigEndian(field) : BinaryPrimitives.ReadUInt16LittleEndian(field)
            : big ? BinaryPrimitives.ReadUInt32BigEndian(field) : BinaryPrimitives.ReadUInt32LittleEndian(field);
    }
}
