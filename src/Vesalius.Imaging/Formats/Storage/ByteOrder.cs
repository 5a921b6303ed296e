using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Puts big-endian voxels into little-endian order.</summary>
internal static class ByteOrder
{
    /// <summary>Reverses the bytes of each number; a complex value is two numbers.</summary>
    public static void ReverseInPlace(Span<byte> voxels, VoxelType type)
    {
        switch (NumberBytes(type))
        {
            case 2:
                Span<ushort> two = MemoryMarshal.Cast<byte, ushort>(voxels);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                Span<uint> four = MemoryMarshal.Cast<byte, uint>(voxels);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                Span<ulong> eight = MemoryMarshal.Cast<byte, ulong>(voxels);
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
