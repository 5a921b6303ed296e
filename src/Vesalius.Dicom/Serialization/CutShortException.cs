namespace Vesalius.Dicom.Serialization;

/// <summary>The bytes end before they should, or are more than one array holds.</summary>
internal sealed class CutShortException(string message, long position) : EndOfStreamException(message)
{
    /// <summary>Where they end, or where what is too long begins.</summary>
    public long Position { get; } = position;
}
