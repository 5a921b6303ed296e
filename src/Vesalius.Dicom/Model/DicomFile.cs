using Vesalius.Dicom.Serialization;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom;

/// <summary>A DICOM file (PS3.10): file meta information and a data set. Long values stay in the file until they are asked for.</summary>
public sealed class DicomFile
{
    /// <summary>A file to be written.</summary>
    /// <param name="meta">The elements of group 0002; those that can be made from the data set may be left out.</param>
    /// <param name="dataset">The data set.</param>
    public DicomFile(DicomDataset meta, DicomDataset dataset)
    {
        Meta = meta;
        Dataset = dataset;
    }

    /// <summary>Where it was read from; null for one made in memory.</summary>
    public string? Path { get; init; }

    /// <summary>The elements of group 0002. Empty where the file has none.</summary>
    public DicomDataset Meta { get; }

    /// <summary>Everything else.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>The transfer syntax: as stated, or as found where nothing is stated.</summary>
    public string TransferSyntax { get; init; } = Vesalius.Dicom.TransferSyntax.ExplicitLittleEndian;

    /// <summary>What was doubtful, and how it was read all the same.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Reads a file, with or without preamble and meta information, in any of the uncompressed, deflated and encapsulated transfer
    /// syntaxes.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to read; the whole data set by default.</param>
    /// <exception cref="VolumeFormatException">The file is not DICOM, or is damaged; the message says where.</exception>
    public static DicomFile Read(string path, DicomReadOptions? options = null) =>
        TryRead(path, options)
            ?? throw new VolumeFormatException(
            "DICOM", "a DICOM file was expected: 'DICM' at byte 128, or a data set from the first byte; something else came.", path, 0);

    /// <summary>Reads a file from memory.</summary>
    /// <exception cref="VolumeFormatException">The content is not DICOM, or is damaged.</exception>
    public static DicomFile Read(ReadOnlyMemory<byte> content, DicomReadOptions? options = null) =>
        Guarded(null, () => Part10Reader.Read(new ByteWindow(new MemoryBytes(content)), options ?? DicomReadOptions.Default, null))
        ?? throw new VolumeFormatException(
            "DICOM", "a DICOM file was expected: 'DICM' at byte 128, or a data set from the first byte; something else came.", null, 0);

    /// <summary>Reads a file, or gives null where its content is not DICOM at all.</summary>
    /// <exception cref="VolumeFormatException">The file is damaged.</exception>
    public static DicomFile? TryRead(string path, DicomReadOptions? options = null) =>
        Guarded(path, () => Part10Reader.ReadFile(path, options ?? DicomReadOptions.Default));

    /// <summary>Writes the file; it appears under its name only when it is complete.</summary>
    /// <param name="path">Where.</param>
    /// <param name="transferSyntax">
    /// Explicit or implicit little-endian for native pixels; compressed ones stay as they are. Null keeps the file's own, explicit
    /// little-endian in the place of those that are not written (deflated, big-endian).
    /// </param>
    /// <exception cref="ArgumentException">The pixels would have to be compressed or decompressed for this transfer syntax.</exception>
    public void Write(string path, string? transferSyntax = null) => Part10Writer.WriteFile(path, this, transferSyntax);

    /// <summary>Writes the file to a stream.</summary>
    /// <inheritdoc cref="Write(string, string?)"/>
    public void Write(Stream stream, string? transferSyntax = null) => Part10Writer.Write(stream, this, transferSyntax);

    private static DicomFile? Guarded(string? path, Func<DicomFile?> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException error)
        {
            throw new VolumeFormatException("DICOM", $"{error.Message}. The file is cut short.", path, (error as CutShortException)?.Position, error);
        }
    }
}
