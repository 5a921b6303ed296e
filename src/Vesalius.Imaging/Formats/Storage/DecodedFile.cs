using System.IO.Compression;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>
/// A file read from front to back, unzipped on the way when it is gzipped. It counts the position and says in its errors what was to be read there.
/// </summary>
internal sealed class DecodedFile : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private readonly ImageSource source;
    private readonly FileStream file;
    private readonly Stream content;

    private DecodedFile(ImageSource source, FileStream file)
    {
        this.source = source;
        this.file = file;
        IsGzipped = StartsAsGzip(file);
        content = IsGzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Whether the file is gzipped, by its content.</summary>
    public bool IsGzipped { get; }

    /// <summary>How many decoded bytes have been read.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a file from its beginning.</summary>
    public static DecodedFile Open(ImageSource source) =>
        new(source, new FileStream(source.Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan));

    /// <summary>Reads as many bytes as there are, up to the size of the buffer.</summary>
    public int ReadUpTo(Span<byte> buffer)
    {
        int total = 0;
        try
        {
            while (total < buffer.Length)
            {
                int read = content.Read(buffer[total..]);
                if (read == 0)
                {
                    break;
                }

                total += read;
            }
        }
        catch (InvalidDataException error)
        {
            throw source.Error("the gzip stream is damaged or cut short. Copy the file again.", Position + total, error);
        }

        Position += total;
        return total;
    }

    /// <summary>Fills the buffer, or says that the file ends too early.</summary>
    /// <param name="buffer">What to fill.</param>
    /// <param name="what">What these bytes are, for the message: "the header".</param>
    public void Fill(Span<byte> buffer, string what)
    {
        int read = ReadUpTo(buffer);
        if (read < buffer.Length)
        {
            throw source.Error($"{what} should have {buffer.Length:N0} bytes, but the file ends after {read:N0} of them. It was cut short; copy it again.", Position);
        }
    }

    /// <summary>Moves forward to a position.</summary>
    public void SkipTo(long position, string what)
    {
        Span<byte> skipped = stackalloc byte[4096];
        while (Position < position)
        {
            Fill(skipped[..(int)Math.Min(skipped.Length, position - Position)], what);
        }
    }

    /// <summary>Reads the voxels. The file's length is checked before memory is taken.</summary>
    public byte[] Voxels(long count)
    {
        long possible = IsGzipped ? checked(file.Length * ImageSource.MaxDeflateRatio) : file.Length - Position;
        if (count > possible)
        {
            throw source.Error($"the voxels need {count:N0} bytes, but the file can hold {Math.Max(0, possible):N0} at most. It was cut short; copy it again.", Position);
        }

        byte[] voxels = GC.AllocateUninitializedArray<byte>(checked((int)count));
        Fill(voxels, "the voxels");
        ExpectSoundEnd();
        return voxels;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        content.Dispose();
        file.Dispose();
    }

    private static bool StartsAsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        bool gzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
        file.Position = 0;
        return gzip;
    }

    /// <summary>A gzip stream ends with a checksum: asking for one byte more makes it be read. Bytes after the voxels are allowed.</summary>
    private void ExpectSoundEnd()
    {
        Span<byte> more = stackalloc byte[1];
        if (IsGzipped && ReadUpTo(more) == 0 && Position % (1L << 32) != LengthInTrailer())
        {
            throw source.Error("the gzip stream lacks its end (checksum and length). It was cut short; copy it again.", Position);
        }
    }

    private uint LengthInTrailer()
    {
        Span<byte> length = stackalloc byte[4];
        file.Position = file.Length - 4;
        file.ReadExactly(length);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(length);
    }
}
