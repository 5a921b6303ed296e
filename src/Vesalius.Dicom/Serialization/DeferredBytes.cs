using System.Buffers.Binary;
using System.Runtime.InteropServices;

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
            throw new EndOfStreamException(IsCutShort
                ? $"the value at byte {Position} should have {Length:N0} bytes; the file ends after {Source.Length - Position:N0}"
                : $"the value at byte {Position} has {Length:N0} bytes; one array holds {Array.MaxLength:N0}");
        }

        byte[] value = GC.AllocateUninitializedArray<byte>((int)Length);
        Source.Read(Position, value);
        ReverseUnits(value, UnitSize);
        return value;
    }

    /// <summary>Reverses the bytes of each number; what is left over at the end stays.</summary>
    public static void ReverseUnits(Span<byte> value, int unit)
    {
        value = value[..(value.Length - value.Length % Math.Max(1, unit))];
        switch (unit)
        {
            case 2:
                Span<ushort> two = MemoryMarshal.Cast<byte, ushort>(value);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                Span<uint> four = MemoryMarshal.Cast<byte, uint>(value);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                Span<ulong> eight = MemoryMarshal.Cast<byte, ulong>(value);
                BinaryPrimitives.ReverseEndianness(eight, eight);
                break;
        }
    }
}
