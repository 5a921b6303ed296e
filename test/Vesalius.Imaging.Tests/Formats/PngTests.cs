using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Png;

namespace Vesalius.Imaging.Tests.Formats;

public sealed class PngTests : IDisposable
{
    /// <summary>Which pass a pixel of each 8 × 8 square belongs to (ISO/IEC 15948, 8.2).</summary>
    private static readonly string[] Adam7 = ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];

    private static readonly Gen<(PngHeader Header, byte[] Pixels)> AnyPicture =
        Gen.Select(
                Gen.Int[1, 20],
                Gen.Int[1, 20],
                Gen.OneOfConst((PngColor.Grey, 1), (PngColor.Grey, 2), (PngColor.Grey, 4), (PngColor.Grey, 8), (PngColor.Grey, 16), (PngColor.Rgb, 8), (PngColor.Rgb, 16), (PngColor.GreyAlpha, 8), (PngColor.GreyAlpha, 16), (PngColor.Rgba, 8), (PngColor.Rgba, 16), (PngColor.Palette, 1), (PngColor.Palette, 2), (PngColor.Palette, 4), (PngColor.Palette, 8)),
                Gen.Bool,
                (width, height, kind, interlaced) => new PngHeader(width, height, kind.Item2, kind.Item1, interlaced))
            .SelectMany(header => Gen.Byte.Array[header.Width * header.Height * header.PixelBytes]
                .Select(bytes => (header, header.BitDepth < 8 ? Array.ConvertAll(bytes, value => (byte)(value & ((1 << header.BitDepth) - 1))) : bytes)));

    private readonly string folder = Directory.CreateTempSubdirectory("vesalius-png").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_kind_of_picture_is_read_as_it_was_written() =>
        AnyPicture.Sample(picture =>
        {
            byte[] file = picture.Header.Interlaced ? Interlaced(picture.Header, picture.Pixels) : Written(picture.Header, picture.Pixels);
            using var stream = new MemoryStream(file);
            StoredImage image = new PngReader(stream, "memory.png").Read(ReadLimits.Default);
            Assert.Equal(picture.Pixels, image.Bytes);
            Assert.Equal(picture.Header.Samples, image.Components);
            Assert.Equal(picture.Header.Color == PngColor.Palette, image.Palette is not null);
            Assert.Empty(image.Warnings);
        });

    [Fact]
    public void Labels_go_out_as_grey_values_in_as_few_bytes_as_they_need_and_come_back()
    {
        Volume<ushort> voxels = new(Grid.Planar(3, 2), [0, 1, 2, 3, 0, 255]);
        Assert.Equal(VoxelType.UInt8, RoundTrip(voxels).Type);
        voxels[0, 0, 0] = 256;
        Assert.Equal(VoxelType.UInt16, RoundTrip(voxels).Type);
    }

    [Fact]
    public void A_scan_of_whole_numbers_is_kept_exactly_and_another_is_refused()
    {
        string path = Path.Combine(folder, "scan.png");
        Volume<float> scan = new(Grid.Planar(2, 2), [0, 17, 4095, 65535]);
        VolumeFile.Write(path, scan);
        Assert.Equal(scan.Array, VolumeFile.Read(path).Array);
        foreach (float wrong in new[] { -1f, 0.5f, 65536f, float.NaN })
        {
            scan[0, 0, 0] = wrong;
            Assert.Contains(".tif", Assert.Throws<VolumeFormatException>(() => VolumeFile.Write(path, scan)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_volume_and_overlapping_labels_are_refused_with_advice()
    {
        string path = Path.Combine(folder, "volume.png");
        Grid grid = Grid.Of(new Size3(2, 2, 2), new Spacing(1, 1, 1));
        Assert.Contains("one slice", Assert.Throws<VolumeFormatException>(() => VolumeFile.Write(path, new Volume<float>(grid))).Message, StringComparison.Ordinal);
        var flat = new Volume<ushort>(Grid.Planar(2, 2));
        var overlapping = new LabelMap([flat, flat], LabelTable.Empty);
        Assert.Contains(".seg.nrrd", Assert.Throws<VolumeFormatException>(() => VolumeFile.Write(path, overlapping)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_palette_and_texts_are_kept()
    {
        string path = Path.Combine(folder, "palette.png");
        var image = new StoredImage
        {
            Format = "test",
            Grid = Grid.Planar(2, 1),
            Type = VoxelType.UInt8,
            Bytes = [1, 0],
            Palette = [new Rgb(1, 2, 3), new Rgb(200, 100, 0)],
            Metadata = [KeyValuePair.Create("Title", "knee")],
        };
        VolumeFile.WriteStored(path, image);
        StoredImage back = VolumeFile.ReadStored(path);
        Assert.Equal(image.Bytes, back.Bytes);
        Assert.Equal(image.Palette, back.Palette);
        Assert.Equal(image.Metadata, back.Metadata);
        Assert.Equal(new Rgb(200, 100, 0), VolumeFile.ReadLabels(path).Table.Single().Color);
    }

    [Fact]
    public void A_colour_mask_whose_channels_are_equal_reads_as_labels_without_its_opacity()
    {
        string path = Path.Combine(folder, "mask.png");
        var image = new StoredImage { Format = "test", Grid = Grid.Planar(2, 1), Type = VoxelType.UInt8, Bytes = [7, 7, 7, 255, 0, 0, 0, 255], Components = 4, Interleaved = true, HasAlpha = true };
        VolumeFile.WriteStored(path, image);
        Assert.True(VolumeFile.ReadStored(path).HasAlpha);
        Assert.Equal([7, 0], VolumeFile.ReadLabels(path).Voxels.Array);
        Assert.Equal([7, 0], VolumeFile.Read(path).Array);
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_noticed()
    {
        byte[] file = Written(new PngHeader(9, 7, 8, PngColor.Rgb, false), [.. Enumerable.Range(0, 9 * 7 * 3).Select(i => (byte)(i * 37))]);
        for (int at = 0; at < file.Length; at++)
        {
            byte[] damaged = [.. file];
            damaged[at] ^= 4;
            Refuses(damaged);
        }
    }

    [Fact]
    public void A_file_cut_short_anywhere_before_its_end_mark_is_refused()
    {
        byte[] file = Written(new PngHeader(9, 7, 16, PngColor.Grey, false), new byte[9 * 7 * 2]);
        for (int length = 0; length < file.Length - 12; length++)
        {
            Refuses(file[..length]);
        }
    }

    [Fact]
    public void A_picture_larger_than_allowed_or_than_its_file_can_hold_is_refused_before_memory_is_taken()
    {
        byte[] huge = Written(new PngHeader(1, 1, 8, PngColor.Grey, false), [0]);
        BinaryPrimitives.WriteInt32BigEndian(huge.AsSpan(16), 40_000);
        BinaryPrimitives.WriteInt32BigEndian(huge.AsSpan(20), 40_000);
        var crc = new PngCrc();
        crc.Add(huge.AsSpan(12, 17));
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(29), crc.Value);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("40000", Refuses(huge).Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        using var stream = new MemoryStream(huge);
        Assert.Contains("at most 100", Assert.Throws<VolumeFormatException>(() => new PngReader(stream, "x.png").Read(new ReadLimits(100))).Message, StringComparison.Ordinal);
    }

    private static byte[] Written(PngHeader header, byte[] pixels)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(stream, header, pixels, [.. Enumerable.Range(0, 256).Select(i => new Rgb((byte)i, 0, 0))]);
        return stream.ToArray();
    }

    /// <summary>An interlaced file made by the table of passes, apart from the code under test.</summary>
    private static byte[] Interlaced(PngHeader header, byte[] pixels)
    {
        using var raw = new MemoryStream();
        using (var deflate = new ZLibStream(raw, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (char pass = '1'; pass <= '7'; pass++)
            {
                for (int y = 0; y < header.Height; y++)
                {
                    byte[] plain = [.. Enumerable.Range(0, header.Width).Where(x => Adam7[y % 8][x % 8] == pass)
                        .SelectMany(x => pixels.Skip((y * header.Width + x) * header.PixelBytes).Take(header.PixelBytes))];
                    if (plain.Length > 0)
                    {
                        byte[] packed = new byte[header.RowBytes(plain.Length / header.PixelBytes)];
                        PngSamples.Pack(plain, header.BitDepth, packed);
                        deflate.WriteByte(0);
                        deflate.Write(packed);
                    }
                }
            }
        }

        byte[] whole = Written(header with { Interlaced = false }, pixels);
        int idat = whole.AsSpan().IndexOf("IDAT"u8) - 4;
        using var file = new MemoryStream();
        file.Write(whole.AsSpan(0, idat));
        byte[] ihdr = [.. "IHDR"u8, .. header.ToBytes()];
        file.Position = 12;
        file.Write(ihdr);
        file.Write(Checksum(ihdr));
        file.Position = idat;
        byte[] chunk = [.. "IDAT"u8, .. raw.ToArray()];
        file.Write(BigEndian((uint)chunk.Length - 4));
        file.Write(chunk);
        file.Write(Checksum(chunk));
        file.Write(whole.AsSpan(whole.Length - 12));
        return file.ToArray();
    }

    private static byte[] Checksum(byte[] bytes)
    {
        var crc = new PngCrc();
        crc.Add(bytes);
        return BigEndian(crc.Value);
    }

    private static byte[] BigEndian(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static VolumeFormatException Refuses(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return Assert.Throws<VolumeFormatException>(() => new PngReader(stream, "damaged.png").Read(ReadLimits.Default));
    }

    private StoredImage RoundTrip(Volume<ushort> voxels)
    {
        string path = Path.Combine(folder, "labels.png");
        VolumeFile.Write(path, new LabelMap(voxels, LabelTable.Empty));
        Assert.Equal(voxels.Array, VolumeFile.ReadLabels(path).Voxels.Array);
        return VolumeFile.ReadStored(path);
    }
}
