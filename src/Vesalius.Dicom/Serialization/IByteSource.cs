namespace Vesalius.Dicom.Serialization;

/// <summary>Bytes that are read where they are needed: a file, or memory. Safe for several readers at once.</summary>
internal interface IByteSource
{
    /// <summary>How many bytes there are.</summary>
    long Length { get; }

    /// <summary>Reads bytes; all of them must be there.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    void Read(long position, Span<byte> target);
}
