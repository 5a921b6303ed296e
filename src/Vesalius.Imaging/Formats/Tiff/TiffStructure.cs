using System.Buffers.Binary;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>
/// Looks through the directories of a TIFF before its decoder does (TIFF 6.0, section 2; BigTIFF): every value must lie in the file, so that
/// a damaged count cannot ask for all memory, and the chain of directories must end.
/// </summary>
internal sealed class TiffStructure
{
    private const int MaxPages = 65_535;
    private const int MaxSamples = 4096;
    private const int SamplesPerPixel = 277;
    private const int StripOffsets = 273;
    private const int ImageLength = 257;

    private static readonly int[] TypeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly FileStream file;
    private readonly ImageSource source;
    private readonly bool big;
    private readonly bool wide;
    private readonly byte[] buffer = new byte[8];

    private TiffStructure(FileStream file, ImageSource source)
    {
        (this.file, this.source) = (file, source);
        big = (Number(0, 1) ?? 0) == 'M';
        wide = Number(2, 2) == 43;
    }

    /// <summary>Refuses a file whose directories are damaged.</summary>
    public static void Check(ImageSource source)
    {
        using FileStream file = File.OpenRead(source.Path);
        new TiffStructure(file, source).CheckDirectories();
    }

    private void CheckDirectories()
    {
        long? at = wide ? Number(8, 8) : Number(4, 4);
        var seen = new HashSet<long>();
        while (at is > 0 and long directory)
        {
            if (!seen.Add(directory) || seen.Count > MaxPages)
            {
                throw source.Error("the chain of pages runs in a circle: the file is damaged.", directory);
            }

            at = CheckDirectory(directory);
        }

        if (at is null || seen.Count == 0)
        {
            throw source.Error("a page's directory should follow, but the file ends. It was cut short; copy it again.", at);
        }
    }

    /// <summary>Checks one directory; returns where the next one is, 0 after the last, or null where the file ends too early.</summary>
    private long? CheckDirectory(long directory)
    {
        int entryBytes = wide ? 20 : 12, countBytes = wide ? 8 : 2;
        if (Number(directory, countBytes) is not (>= 1 and <= ushort.MaxValue and long entries) || directory + countBytes + entries * entryBytes > file.Length)
        {
            throw source.Error("a page's directory reaches beyond the end of the file. It was cut short; copy it again.", directory);
        }

        long strips = 0, rows = 0;
        for (long i = 0; i < entries; i++)
        {
            long entry = directory + countBytes + i * entryBytes;
            long count = CheckEntry(entry);
            switch (Number(entry, 2))
            {
                case StripOffsets:
                    strips = count;
                    break;
                case ImageLength:
                    rows = Value(entry);
                    break;
                case SamplesPerPixel when Value(entry) > MaxSamples:
                    throw source.Error($"a pixel has at most {MaxSamples} samples here; the file says {Value(entry)}. It is damaged.", entry);
            }
        }

        // The decoder makes a table with a place for each strip that the rows would need.
        return strips > 0 && rows > file.Length * 4096L
            ? throw source.Error($"{rows} rows of pixels cannot lie in {file.Length:N0} bytes: the file is damaged.", directory)
            : Number(directory + countBytes + entries * entryBytes, wide ? 8 : 4);
    }

    /// <summary>Checks that the values of an entry lie in the file; returns how many there are.</summary>
    private long CheckEntry(long entry)
    {
        long type = Number(entry + 2, 2) ?? 0, count = Number(entry + 4, wide ? 8 : 4) ?? 0;
        int size = type < TypeBytes.Length ? TypeBytes[type] : 0, inline = wide ? 8 : 4;
        if (size == 0)
        {
            return 0; // a type of the future: the decoder passes over it
        }

        long? at = count <= inline / size ? entry + 4 + inline : Number(entry + 4 + inline, inline);
        return count >= 0 && count <= file.Length / size && at is >= 0 and long start && start <= file.Length - count * size
            ? count
            : throw source.Error($"the values of tag {Number(entry, 2)} reach beyond the end of the file: it was cut short or is damaged.", entry);
    }

    /// <summary>The single whole number of an entry.</summary>
    private long Value(long entry) => Number(entry + (wide ? 12 : 8), Number(entry + 2, 2) == 3 ? 2 : 4) ?? 0;

    private long? Number(long at, int bytes)
    {
        Span<byte> field = buffer.AsSpan(0, bytes);
        file.Position = at;
        if (file.ReadAtLeast(field, bytes, throwOnEndOfStream: false) < bytes)
        {
            return null;
        }

        return bytes switch
        {
            1 => field[0],
            2 => big ? BinaryPrimitives.ReadUInt16BigEndian(field) : BinaryPrimitives.ReadUInt16LittleEndian(field),
            4 => big ? BinaryPrimitives.ReadUInt32BigEndian(field) : BinaryPrimitives.ReadUInt32LittleEndian(field),
            _ => big ? BinaryPrimitives.ReadInt64BigEndian(field) : BinaryPrimitives.ReadInt64LittleEndian(field),
        };
    }
}
