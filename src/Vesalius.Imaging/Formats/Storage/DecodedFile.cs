using System.Runtime.CompilerServices;
using System.Text;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.BZip2;
using Vesalius.Imaging.Formats.Storage.Deflate;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>
/// A file read from front to back, unpacked on the way. It counts the position and says in its errors what was to be read there.
/// </summary>
internal sealed class DecodedFile : IDisposable
{
    private const int BufferBytes = 1 << 18;

    /// <summary>How many times its packed size a deflate stream can unpack to at most.</summary>
    public const long MaxDeflateRatio = 1032;

    private const long MaxBzip2Ratio = 25_000;

    private readonly ImageSource source;
    private readonly Stream file;
    private readonly Stream content;
    private readonly Packing packing;
    private readonly long length;

    private DecodedFile(ImageSource source, Stream file, long length, Packing packing)
    {
        this.source = source;
        this.file = file;
        this.length = length;
        this.packing = packing;
        try
        {
            content = packing switch
            {
                Packing.Gzip or Packing.Zlib => new InflateStream(file, packing == Packing.Gzip),
                Packing.Bzip2 => Bunzip(file),
                _ => file,
            };
        }
        catch (Exception error) when (IsDamage(error))
        {
            file.Dispose();
            throw Damaged(error);
        }
    }

    /// <summary>How many decoded bytes have been read.</summary>
    public long Position { get; private set; }

    /// <summary>The most decoded bytes that can still come.</summary>
    public long MostThatCanFollow => packing switch
    {
        Packing.None => length - Position,
        Packing.Bzip2 => length * MaxBzip2Ratio,
        _ => length * MaxDeflateRatio,
    };

    /// <summary>Opens a file from its beginning; a gzipped one is unpacked.</summary>
    public static DecodedFile Open(ImageSource source)
    {
        FileStream file = OpenFile(source);
        return new DecodedFile(source, file, file.Length, PackingAt(file) == Packing.Gzip ? Packing.Gzip : Packing.None);
    }

    /// <summary>Opens a file from its beginning as it is, gzipped or not.</summary>
    public static DecodedFile OpenAsIs(ImageSource source)
    {
        FileStream file = OpenFile(source);
        return new DecodedFile(source, file, file.Length, Packing.None);
    }

    /// <summary>A stream whose decoded length is known, such as an entry of an archive.</summary>
    public static DecodedFile Of(Stream content, long length, ImageSource source) => new(source, content, length, Packing.None);

    /// <summary>What follows in a file opened as it is, unpacked. Both share the file.</summary>
    public DecodedFile Rest(Packing packing) => packing == Packing.None ? this : new DecodedFile(source, file, length, packing);

    /// <summary>Whether gzip or zlib data follow here.</summary>
    public Packing PackingHere() => PackingAt(file);

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
        catch (Exception error) when (IsDamage(error))
        {
            Position += total;
            throw Damaged(error);
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
        if (position - Position > MostThatCanFollow)
        {
            throw source.Error($"{what} should reach to byte {position:N0}, but the file ends before. The header is damaged, or the file was cut short.", Position);
        }

        Span<byte> skipped = stackalloc byte[4096];
        while (Position < position)
        {
            Fill(skipped[..(int)Math.Min(skipped.Length, position - Position)], what);
        }
    }

    /// <summary>One line of a text header without its end, or null at the end of the file.</summary>
    public string? Line()
    {
        var line = new List<byte>(80);
        Span<byte> one = stackalloc byte[1];
        while (ReadUpTo(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line)).TrimEnd('\r');
            }

            line.Add(one[0]);
            if (line.Count > ImageSource.MaxHeaderBytes)
            {
                throw source.Error($"a line of the header is longer than {ImageSource.MaxHeaderBytes:N0} bytes. This is no text header.", Position);
            }
        }

        return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }

    /// <summary>Reads the voxels. The file's length is checked before memory is taken.</summary>
    public byte[] Voxels(long count)
    {
        byte[] voxels = Room(count);
        Fill(voxels, "the voxels");
        ExpectSoundEnd();
        return voxels;
    }

    /// <summary>Reads voxels that end where the file ends, whatever stands before them.</summary>
    /// <param name="count">Bytes of voxels.</param>
    /// <param name="mostBefore">The most bytes before them that a packed file is unpacked for.</param>
    public byte[] LastBytes(long count, int mostBefore)
    {
        if (packing == Packing.None)
        {
            SkipTo(Math.Max(Position, length - count), "the part before the voxels");
            return Voxels(count);
        }

        byte[] ring = Room(count);
        long start = Position;
        Fill(ring, "the voxels");
        byte[] chunk = new byte[Math.Min(ring.Length, 1 << 16)];
        for (int read; (read = ReadUpTo(chunk)) > 0;)
        {
            if (Position - start - count > mostBefore)
            {
                throw source.Error($"more than {mostBefore:N0} bytes stand before the voxels, where a header was expected.", Position);
            }

            int at = (int)((Position - read - start) % count), first = Math.Min(read, ring.Length - at);
            chunk.AsSpan(0, first).CopyTo(ring.AsSpan(at));
            chunk.AsSpan(first, read - first).CopyTo(ring);
        }

        int oldest = (int)((Position - start) % count);
        return [.. ring.AsSpan(oldest), .. ring.AsSpan(0, oldest)];
    }

    /// <summary>Memory for voxels, taken only when the file can hold them.</summary>
    public byte[] Room(long count) => count <= MostThatCanFollow
        ? GC.AllocateUninitializedArray<byte>(checked((int)count))
        : throw source.Error($"the voxels need {count:N0} bytes, but the file can hold {Math.Max(0, MostThatCanFollow):N0} at most. It was cut short; copy it again.", Position);

    /// <summary>A packed stream ends with a checksum: asking for one byte more makes it be read. Bytes after the voxels are allowed.</summary>
    public void ExpectSoundEnd()
    {
        Span<byte> more = stackalloc byte[1];
        if (packing != Packing.None)
        {
            ReadUpTo(more);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        content.Dispose();
        file.Dispose();
    }

    /// <summary>By itself, so that the library it needs is loaded for such files only.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static BZip2InputStream Bunzip(Stream file) => new(file) { IsStreamOwner = false };

    private static FileStream OpenFile(ImageSource source) =>
        new(source.Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);

    private static Packing PackingAt(Stream file)
    {
        Span<byte> magic = stackalloc byte[2];
        long start = file.Position;
        int read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = start;
        return read < 2 ? Packing.None : (magic[0], magic[1]) == (0x1f, 0x8b) ? Packing.Gzip : (magic[0] & 15) == 8 ? Packing.Zlib : Packing.None;
    }

    private static bool IsDamage(Exception error) =>
        error is InvalidDataException or EndOfStreamException or SharpZipBaseException or IndexOutOfRangeException;

    private VolumeFormatException Damaged(Exception error) =>
        source.Error($"the {packing.ToString().ToLowerInvariant()} stream is damaged or cut short: {error.Message} Copy the file again.", Position, error);
}
