using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Puts big-endian numbers into little-endian order.</summary>
public static class ByteOrder
{
    /// <summary>Reverses the bytes of each number; a complex value is two numbers.</summary>
    /// <param name="voxels">The voxels.</param>
    /// <param name="type">Their type; nothing happens to single bytes.</param>
    public static void ReverseInPlace(Span<byte> voxels, VoxelType type) => ReverseInPlace(voxels, NumberBytes(type));

    /// <summary>Reverses the bytes of each number; what is left over at the end stays.</summary>
    /// <param name="bytes">The numbers, one behind the other.</param>
    /// <param name="unit">The bytes of a number: 2, 4 or 8. With any other one nothing happens.</param>
    public static void ReverseInPlace(Span<byte> bytes, int unit)
    {
        bytes = bytes[..(bytes.Length - bytes.Length % Math.Max(1, unit))];
        switch (unit)
        {
            case 2:
                Span<ushort> two = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                Span<uint> four = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                Span<ulong> eight = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(eight, eight);
                break;
        }
    }

    private static int NumberBytes(VoxelType type) => type switch
    {
        VoxelType.Complex64 => 4,
        VoxelType.Complex128 => 8,
        _ => type.Size(),
    };
}
