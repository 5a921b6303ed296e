using BitMiracle.LibTiff.Classic;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Kinds of TIFF that other programs write and Vesalius does not: tiles, planes, few bits, palettes, white as zero, the other byte order.</summary>
public sealed class TiffKindsTests : IDisposable
{
    private const int Width = 37;
    private const int Height = 21;

    private readonly string folder = Directory.CreateTempSubdirectory("vesalius-tiff").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("w", Compression.NONE)]
    [InlineData("wb", Compression.LZW)]
    [InlineData("wl", Compression.PACKBITS)]
    [InlineData("wb", Compression.ADOBE_DEFLATE)]
    public void Rows_in_either_byte_order_and_compression_are_read(string mode, Compression compression)
    {
        string path = Write(mode, 16, 1, Photometric.MINISBLACK, tiff =>
        {
            tiff.SetField(TiffTag.COMPRESSION, compression);
            tiff.SetField(TiffTag.ROWSPERSTRIP, 4);
            for (int y = 0; y < Height; y++)
            {
                byte[] row = new byte[2 * Width];
                Buffer.BlockCopy(Enumerable.Range(0, Width).Select(x => (ushort)Value(x, y, 0)).ToArray(), 0, row, 0, row.Length);
                tiff.WriteScanline(row, y);
            }
        });
        Holds(VolumeFile.Read(path), 0);
    }

    [Fact]
    public void Tiles_are_put_together()
    {
        string path = Write("w", 8, 1, Photometric.MINISBLACK, tiff =>
        {
            tiff.SetField(TiffTag.TILEWIDTH, 16);
            tiff.SetField(TiffTag.TILELENGTH, 16);
            for (int y = 0; y < Height; y += 16)
            {
                for (int x = 0; x < Width; x += 16)
                {
                    byte[] tile = [.. Enumerable.Range(0, 256).Select(i => (byte)Value(x + i % 16, y + i / 16, 0))];
                    tiff.WriteTile(tile, x, y, 0, 0);
                }
            }
        });
        Holds(VolumeFile.Read(path), 0, byte.MaxValue);
    }

    [Fact]
    public void Planes_become_channels()
    {
        string path = Write("w", 8, 3, Photometric.RGB, tiff =>
        {
            tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.SEPARATE);
            for (short plane = 0; plane < 3; plane++)
            {
                for (int y = 0; y < Height; y++)
                {
                    tiff.WriteScanline([.. Enumerable.Range(0, Width).Select(x => (byte)Value(x, y, plane))], y, plane);
                }
            }
        });
        IReadOnlyList<Volume<float>> channels = VolumeFile.ReadChannels(path);
        Assert.Equal(3, channels.Count);
        for (int plane = 0; plane < 3; plane++)
        {
            Holds(channels[plane], plane, byte.MaxValue);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(12)]
    public void Samples_of_few_or_odd_bits_are_the_numbers_they_are(int bits)
    {
        string path = Write("w", bits, 1, Photometric.MINISBLACK, tiff => WritePacked(tiff, bits));
        Holds(VolumeFile.Read(path), 0, (1 << bits) - 1);
    }

    [Fact]
    public void Where_zero_is_white_the_stored_values_stay_and_the_real_ones_are_brightness()
    {
        string path = Write("w", 4, 1, Photometric.MINISWHITE, tiff => WritePacked(tiff, 4));
        StoredImage stored = VolumeFile.ReadStored(path);
        Volume<float> scan = VolumeFile.Read(path);
        Assert.Equal(Value(3, 2, 0) & 15, stored.Bytes[2 * Width + 3]);
        Assert.Equal(15 - (Value(3, 2, 0) & 15), scan[3, 2, 0]);
    }

    [Fact]
    public void A_palette_is_kept_beside_its_indices()
    {
        string path = Write("w", 4, 1, Photometric.PALETTE, tiff =>
        {
            ushort[] ramp = [.. Enumerable.Range(0, 16).Select(i => (ushort)(i * 4096))];
            tiff.SetField(TiffTag.COLORMAP, ramp, ramp, ramp);
            WritePacked(tiff, 4);
        });
        Assert.Equal(new Rgb(48, 48, 48), VolumeFile.ReadStored(path).Palette![3]);
        Assert.Equal(Value(5, 6, 0) & 15, VolumeFile.ReadLabels(path).Voxels[5, 6, 0]);
    }

    [Fact]
    public void A_page_of_another_size_is_left_out_and_that_is_said()
    {
        string path = Path.Combine(folder, "pages.tif");
        using (Tiff tiff = Tiff.Open(path, "w"))
        {
            foreach (int width in new[] { 5, 3, 5 })
            {
                Describe(tiff, 8, 1, Photometric.MINISBLACK, width, 1);
                tiff.WriteScanline([.. Enumerable.Range(0, width).Select(x => (byte)x)], 0);
                tiff.WriteDirectory();
            }
        }

        StoredImage image = VolumeFile.ReadStored(path);
        Assert.Equal(new Size3(5, 1, 2), image.Grid.Size);
        Assert.Contains("1 page", Assert.Single(image.Warnings), StringComparison.Ordinal);
    }

    private static int Value(int x, int y, int plane) => x * 7 + y * 31 + plane * 5;

    private static void Holds(Volume<float> volume, int plane, int mask = ushort.MaxValue)
    {
        Assert.Equal(new Size3(Width, Height, 1), volume.Size);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                Assert.Equal(Value(x, y, plane) & mask, volume[x, y, 0]);
            }
        }
    }

    private static void WritePacked(Tiff tiff, int bits)
    {
        for (int y = 0; y < Height; y++)
        {
            byte[] row = new byte[(Width * bits + 7) / 8];
            for (int x = 0; x < Width; x++)
            {
                for (int bit = 0; bit < bits; bit++)
                {
                    int at = x * bits + bit;
                    row[at / 8] |= (byte)((Value(x, y, 0) >> (bits - 1 - bit) & 1) << (7 - at % 8));
                }
            }

            tiff.WriteScanline(row, y);
        }
    }

    private static void Describe(Tiff tiff, int bits, int samples, Photometric photometric, int width, int height)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, width);
        tiff.SetField(TiffTag.IMAGELENGTH, height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, samples);
        tiff.SetField(TiffTag.PHOTOMETRIC, photometric);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.ROWSPERSTRIP, height);
    }

    private string Write(string mode, int bits, int samples, Photometric photometric, Action<Tiff> pixels)
    {
        string path = Path.Combine(folder, "kind.tif");
        using Tiff tiff = Tiff.Open(path, mode);
        Describe(tiff, bits, samples, photometric, Width, Height);
        pixels(tiff);
        return path;
    }
}
