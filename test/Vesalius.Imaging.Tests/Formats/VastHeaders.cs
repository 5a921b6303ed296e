using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Vesalius.Imaging.Formats.Png;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Well-formed headers of images of any size, without the voxels, each written by hand.</summary>
internal static class VastHeaders
{
    /// <summary>File endings, with what makes the header of an image of 16-bit voxels (JPEG: 8 bits).</summary>
    public static IReadOnlyDictionary<string, Func<long[], byte[]>> All { get; } = new Dictionary<string, Func<long[], byte[]>>
    {
        [".nrrd"] = size => Text($"NRRD0004\ntype: short\ndimension: 3\nsizes: {size[0]} {size[1]} {size[2]}\nendian: little\nencoding: raw\n\n"),
        [".mha"] = size => Text(
            $"ObjectType = Image\nNDims = 3\nDimSize = {size[0]} {size[1]} {size[2]}\nElementType = MET_SHORT\nElementDataFile = LOCAL\n"),
        [".npy"] = Npy,
        [".npz"] = Npz,
        [".nii"] = size => size.Max() <= short.MaxValue ? Nifti1(size) : Nifti2(size),
        [".nii.gz"] = size => Gzipped(size.Max() <= short.MaxValue ? Nifti1(size) : Nifti2(size)),
        [".png"] = Png,
        [".tif"] = Tiff,
        [".jpg"] = Jpeg,
    };

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Npy(long[] size)
    {
        byte[] text = Text($"{{'descr': '<i2', 'fortran_order': False, 'shape': ({size[2]}, {size[1]}, {size[0]}), }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text];
    }

    private static byte[] Npz(long[] size)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("scan.npy").Open();
            entry.Write(Npy(size));
        }

        return file.ToArray();
    }

    private static byte[] Nifti1(long[] size)
    {
        byte[] header = new byte[352];
        BinaryPrimitives.WriteInt32LittleEndian(header, 348);
        long[] dim = [3, .. size, 1, 1, 1, 1];
        for (int i = 0; i < dim.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40 + 2 * i), (short)dim[i]);
            BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(76 + 4 * i), 1);
        }

        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), 4);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), 16);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), 352);
        "n+1\0"u8.CopyTo(header.AsSpan(344));
        return header;
    }

    private static byte[] Nifti2(long[] size)
    {
        byte[] header = new byte[544];
        BinaryPrimitives.WriteInt32LittleEndian(header, 540);
        "n+2\0\r\n\u001a\n"u8.CopyTo(header.AsSpan(4));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(12), 4);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(14), 16);
        long[] dim = [3, .. size, 1, 1, 1, 1];
        for (int i = 0; i < dim.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16 + 8 * i), dim[i]);
            BinaryPrimitives.WriteDoubleLittleEndian(header.AsSpan(104 + 8 * i), 1);
        }

        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(168), 544);
        return header;
    }

    private static byte[] Gzipped(byte[] bytes)
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return file.ToArray();
    }

    // Pictures are as wide as x and y together.
    private static byte[] Png(long[] size)
    {
        byte[] head = [.. "IHDR"u8, .. BigEndian((uint)(size[0] * size[1])), .. BigEndian((uint)size[2]), 16, 0, 0, 0, 0];
        var crc = new PngCrc();
        crc.Add(head);
        return [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. head, .. BigEndian(crc.Value), 0, 0, 0, 1, .. "IDAT"u8, 0, 0, 0, 0, 0];
    }

    private static byte[] Tiff(long[] size)
    {
        (int Tag, long Value)[] tags =
        [
            (256, size[0] * size[1]), (257, size[2]), (258, 16), (259, 1), (262, 1), (273, 8), (277, 1), (278, size[2]), (279, 16),
        ];
        byte[] file = new byte[4096];
        "II*\0"u8.CopyTo(file);
        file[4] = 8;
        file[8] = (byte)tags.Length;
        for (int i = 0; i < tags.Length; i++)
        {
            Span<byte> entry = file.AsSpan(10 + 12 * i);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tags[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 4);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], (uint)tags[i].Value);
        }

        return file;
    }

    // A JPEG file is at most 65,535 pixels wide and high, which is too large already.
    private static byte[] Jpeg(long[] size)
    {
        byte[] most = [0xFF, 0xDC];
        return [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, .. most, .. most, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0, 0xFF, 0xD9];
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
