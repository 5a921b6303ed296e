using System.IO.Compression;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Writes a file of a header and voxels, packed or not.</summary>
internal static class PackedFile
{
    /// <summary>Writes the parts one after the other to a new file, all of it gzipped or nothing.</summary>
    public static void Write(string path, bool gzip, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using FileStream file = New(path);
        using Stream content = Packed(file, gzip ? Packing.Gzip : Packing.None);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            content.Write(part.Span);
        }
    }

    /// <summary>Writes a plain header and packed voxels behind it.</summary>
    public static void WriteBehind(string path, ReadOnlySpan<byte> header, ReadOnlySpan<byte> voxels, Packing packing)
    {
        using FileStream file = New(path);
        file.Write(header);
        using Stream content = Packed(file, packing);
        content.Write(voxels);
    }

    private static FileStream New(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);

    private static Stream Packed(FileStream file, Packing packing) => packing switch
    {
        Packing.Gzip => new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true),
        Packing.Zlib => new ZLibStream(file, CompressionLevel.Fastest, leaveOpen: true),
        _ => file,
    };
}
