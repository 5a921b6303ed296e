using Vesalius.Imaging.Formats.Storage;
using BitMiracle.LibTiff.Classic;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>Decodes the pixels of the page at hand, in strips or tiles.</summary>
internal sealed class TiffPixels(BitMiracle.LibTiff.Classic.Tiff file, TiffPage page, ImageSource source)
{
    /// <summary>Samples of a pixel in one plane.</summary>
    private int PlaneSamples => page.Interleaved ? page.Samples : 1;

    private int PlaneCount => page.Interleaved ? 1 : page.Samples;

    private int SampleBytes => page.Type.Size();

    /// <summary>Bytes of one decoded plane.</summary>
    private int PlaneBytes => page.Width * page.Height * PlaneSamples * SampleBytes;

    /// <summary>Decodes the page.</summary>
    /// <param name="planeAt">Gives the memory for each plane.</param>
    public void Decode(Func<int, Memory<byte>> planeAt)
    {
        for (int plane = 0; plane < PlaneCount; plane++)
        {
            Span<byte> target = planeAt(plane).Span[..PlaneBytes];
            if (file.IsTiled())
            {
                ReadTiles(plane, target);
            }
            else
            {
                ReadRows(plane, target);
            }
        }
    }

    private static void Unpack(ReadOnlySpan<byte> packed, int bits, Span<byte> plain)
    {
        if (bits is 8 or 16 or 32 or 64)
        {
            packed[..plain.Length].CopyTo(plain);
            return;
        }

        int sampleBytes = bits < 8 ? 1 : 2;
        for (int i = 0, bit = 0; i < plain.Length; i += sampleBytes)
        {
            int value = 0;
            for (int end = bit + bits; bit < end; bit++)
            {
                value = value << 1 | packed[bit >> 3] >> (7 - (bit & 7)) & 1;
            }

            plain[i] = (byte)value;
            if (sampleBytes == 2)
            {
                plain[i + 1] = (byte)(value >> 8);
            }
        }
    }

    private void ReadRows(int plane, Span<byte> target)
    {
        int rowSamples = page.Width * PlaneSamples, rowBytes = rowSamples * SampleBytes;
        byte[] packed = new byte[Math.Max(file.ScanlineSize(), (int)(((long)rowSamples * page.Bits + 7) / 8))];
        for (int row = 0; row < page.Height; row++)
        {
            if (!file.ReadScanline(packed, row, (short)plane))
            {
                throw QuietTiff.Failed(source, $"row {row} of {page.Height} could not be read: the file is cut short or damaged");
            }

            Unpack(packed, page.Bits, target.Slice(row * rowBytes, rowBytes));
        }
    }

    private void ReadTiles(int plane, Span<byte> target)
    {
        int width = file.GetField(TiffTag.TILEWIDTH)[0].ToInt(), height = file.GetField(TiffTag.TILELENGTH)[0].ToInt();
        int tileBytes = file.TileSize(), packedRow = file.TileRowSize(), pixelBytes = PlaneSamples * SampleBytes;
        bool fits = width > 0 && height > 0 && tileBytes > 0 && (long)packedRow * height <= tileBytes;
        if (!fits || tileBytes / 16 > (long)page.Width * page.Height * pixelBytes + (1 << 24))
        {
            throw source.Error($"tiles of {width} × {height} pixels for a picture of {page.Width} × {page.Height}: the file is damaged.");
        }

        byte[] tile = new byte[tileBytes], plain = new byte[width * pixelBytes];
        for (int y = 0; y < page.Height; y += height)
        {
            for (int x = 0; x < page.Width; x += width)
            {
                if (file.ReadEncodedTile(file.ComputeTile(x, y, 0, (short)plane), tile, 0, tileBytes) < tileBytes)
                {
                    throw QuietTiff.Failed(source, $"the tile at ({x}, {y}) could not be read: the file is cut short or damaged");
                }

                int columns = Math.Min(width, page.Width - x);
                for (int row = 0; row < Math.Min(height, page.Height - y); row++)
                {
                    Unpack(tile.AsSpan(row * packedRow, packedRow), page.Bits, plain);
                    plain.AsSpan(0, columns * pixelBytes).CopyTo(target[(((y + row) * page.Width + x) * pixelBytes)..]);
                }
            }
        }
    }
}
