using System.IO.Compression;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Serialization;

/// <summary>Reads a file from its first byte: preamble, file meta information, data set.</summary>
internal static class Part10Reader
{
    private const int BeginningBytes = 16 << 10;

    /// <summary>Reads a file, or gives null where its content is not DICOM.</summary>
    public static DicomFile? ReadFile(string path, DicomReadOptions options)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        byte[] beginning = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, BeginningBytes));
        FileBytes.Read(file, 0, beginning);
        return Read(new ByteWindow(new FileBytes(path, length), beginning), options, path);
    }

    /// <summary>Reads what a window shows, or gives null where it is not DICOM.</summary>
    public static DicomFile? Read(ByteWindow window, DicomReadOptions options, string? path)
    {
        if (FileStart.Find(window) is not { } start)
        {
            return null;
        }

        var warnings = new List<string>();
        var metaParser = new DatasetParser(window, options, path);
        DicomDataset meta = StartsWithMeta(window, start) ? metaParser.ParseMeta(start) : DicomDataset.Empty;
        long position = meta.Count > 0 ? metaParser.Position : start;
        string? declared = meta.Text(Tags.TransferSyntaxUID);
        if (declared == TransferSyntax.DeflatedExplicitLittleEndian)
        {
            window = Inflated(window, position, options, path);
            position = 0;
        }

        DatasetEncoding encoding = EncodingOf(window, position, declared, warnings);
        var parser = new DatasetParser(window, options, path);
        DicomDataset dataset = parser.Parse(position, encoding);
        return new DicomFile(meta, dataset)
        {
            Path = path,
            TransferSyntax = declared ?? UidOf(encoding),
            Warnings = [.. warnings, .. metaParser.Warnings, .. parser.Warnings],
        };
    }

    private static bool StartsWithMeta(ByteWindow window, long start) =>
        window.Length - start >= 8 && window.Span(start, 2).SequenceEqual((ReadOnlySpan<byte>)[2, 0]);

    /// <summary>What the transfer syntax says, unless the first element shows that it is not so.</summary>
    private static DatasetEncoding EncodingOf(ByteWindow window, long position, string? declared, List<string> warnings)
    {
        DatasetEncoding? seen = FileStart.EncodingAt(window, position);
        if (declared is null)
        {
            warnings.Add(seen is null
                ? "no transfer syntax is stated; explicit little-endian was assumed"
                : "no transfer syntax is stated; the data set's own beginning decided how it is read");
            return seen ?? DatasetEncoding.ExplicitLittle;
        }

        DatasetEncoding stated = DatasetEncoding.Of(declared);
        if (seen is { } other && other != stated)
        {
            warnings.Add($"the transfer syntax {declared} ({DicomDictionary.NameOfUid(declared)}) is stated, but the data set is {DicomDictionary.NameOfUid(UidOf(other))}; it was read as that");
            return other;
        }

        return stated;
    }

    private static string UidOf(DatasetEncoding encoding) => encoding switch
    {
        { IsBigEndian: true } => TransferSyntax.ExplicitBigEndian,
        { IsExplicit: true } => TransferSyntax.ExplicitLittleEndian,
        _ => TransferSyntax.ImplicitLittleEndian,
    };

    private static ByteWindow Inflated(ByteWindow window, long position, DicomReadOptions options, string? path)
    {
        byte[] packed = new byte[window.Length - position];
        window.Source.Read(position, packed);
        using var inflater = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        byte[] chunk = new byte[1 << 16];
        try
        {
            for (int count = inflater.Read(chunk); count > 0; count = inflater.Read(chunk))
            {
                if (inflated.Length + count > Math.Min(options.MaxInflatedBytes, Array.MaxLength))
                {
                    throw new VolumeFormatException(
                        "DICOM", $"the deflated data set has more than {options.MaxInflatedBytes:N0} bytes. It is damaged, or the limit is to be raised.", path, position);
                }

                inflated.Write(chunk, 0, count);
            }
        }
        catch (InvalidDataException error)
        {
            throw new VolumeFormatException("DICOM", "the deflated data set is damaged.", path, position, error);
        }

        return new ByteWindow(new MemoryBytes(inflated.GetBuffer().AsMemory(0, (int)inflated.Length)));
    }
}
