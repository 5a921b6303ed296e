using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Dicom.Serialization;

/// <summary>A long value that is read when it is asked for.</summary>
/// <param name="Source">Where it lies.</param>
/// <param name="Position">The first byte.</param>
/// <param name="Length">How many bytes it is said to have.</param>
/// <param name="UnitSize">For big-endian sources, the bytes to reverse together; 1 where nothing is to be reversed.</param>
internal sealed record DeferredBytes(IByteSource Source, long Position, long Length, int UnitSize)
{
    /// <summary>Whether the source ends before the value does.</summary>
    public bool IsCutShort => Position + Length > Source.Length;

    /// <summary>Reads the value, little-endian.</summary>
    public byte[] Read()
    {
        if (Length > Array.MaxLength || IsCutShort)
        {
            throw new CutShortException(
                IsCutShort
                    ? $"the value at byte {Position} should have {Length:N0} bytes; the file ends after {Source.Length - Position:N0}"
                    : $"the value at byte {Position} has {Length:N0} bytes; one array holds {Array.MaxLength:N0}",
                Position);
        }

        byte[] value = GC.AllocateUninitializedArray<byte>((int)Length);
        Source.Read(Position, value);
        ByteOrder.ReverseInPlace(value, UnitSize);
        return value;
    }
}
