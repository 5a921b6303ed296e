using System.IO.Compression;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Writes a file of a header and voxels, gzipped or not.</summary>
internal static class GzipFile
{
    /// <summary>Writes the parts one after the other to a new file.</summary>
    public static void Write(string path, bool gzip, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);
        using Stream content = gzip ? new GZipStream(file, CompressionLevel.Fastest) : file;
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            content.Write(part.Span);
        }
    }
}
