using System.IO.Compression;
using Vesalius.Imaging.Formats.Storage.Deflate;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Writes a file of a header and voxels, packed or not.</summary>
internal static class PackedFile
{
    /// <summary>Writes the parts one after the other to a new file, all of it gzipped or nothing.</summary>
    public static void Write(string path, bool gzip, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using FileStream file = New(path);
        if (gzip)
        {
            GzipWriter.Write(file, parts);
            return;
        }

        foreach (ReadOnlyMemory<byte> part in parts)
        {
            file.Write(part.Span);
        }
    }

    /// <summary>Writes a plain header and gzipped voxels behind it.</summary>
    public static void WriteGzipBehind(string path, ReadOnlySpan<byte> header, ReadOnlyMemory<byte> voxels)
    {
        using FileStream file = New(path);
        file.Write(header);
        GzipWriter.Write(file, voxels);
    }

    /// <summary>Writes a plain header and zlib-packed voxels behind it.</summary>
    public static void WriteZlibBehind(string path, ReadOnlySpan<byte> header, ReadOnlySpan<byte> voxels)
    {
        using FileStream file = New(path);
        file.Write(header);
        using var content = new ZLibStream(file, CompressionLevel.Fastest, leaveOpen: true);
        content.Write(voxels);
    }

    private static FileStream New(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);
}
