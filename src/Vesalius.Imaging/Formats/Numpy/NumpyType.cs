using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Numpy;

/// <summary>NumPy's type descriptions: byte order, kind and bytes, as in <c>&lt;i2</c>.</summary>
internal static class NumpyType
{
    /// <summary>The type, and whether it is big-endian. Booleans are bytes of 0 and 1.</summary>
    public static (VoxelType Type, bool BigEndian) Decode(string descr, ImageSource source)
    {
        if (descr.Length < 3 || !"<>|=".Contains(descr[0], StringComparison.Ordinal))
        {
            throw Unknown(descr, source);
        }

        VoxelType type = descr[1..] switch
        {
            "b1" or "u1" => VoxelType.UInt8,
            "i1" => VoxelType.Int8,
            "u2" => VoxelType.UInt16,
            "i2" => VoxelType.Int16,
            "u4" => VoxelType.UInt32,
            "i4" => VoxelType.Int32,
            "u8" => VoxelType.UInt64,
            "i8" => VoxelType.Int64,
            "f2" => VoxelType.Float16,
            "f4" => VoxelType.Float32,
            "f8" => VoxelType.Float64,
            "c8" => VoxelType.Complex64,
            "c16" => VoxelType.Complex128,
            _ => throw Unknown(descr, source),
        };
        return (type, descr[0] == '>');
    }

    /// <summary>The description of a little-endian type.</summary>
    public static string Encode(VoxelType type) => type switch
    {
        VoxelType.UInt8 => "|u1",
        VoxelType.Int8 => "|i1",
        VoxelType.UInt16 => "<u2",
        VoxelType.Int16 => "<i2",
        VoxelType.UInt32 => "<u4",
        VoxelType.Int32 => "<i4",
        VoxelType.UInt64 => "<u8",
        VoxelType.Int64 => "<i8",
        VoxelType.Float16 => "<f2",
        VoxelType.Float32 => "<f4",
        VoxelType.Float64 => "<f8",
        VoxelType.Complex64 => "<c8",
        VoxelType.Complex128 => "<c16",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "NumPy has no such type."),
    };

    private static VolumeFormatException Unknown(string descr, ImageSource source) => source.Error(descr.Contains('O', StringComparison.Ordinal)
        ? "it holds Python objects (a pickle), which are never read: they can run code. Save a plain array of numbers."
        : $"elements of type '{TextNumbers.Shortened(descr)}' are no numbers that can be voxels. Save integers or floating point numbers.");
}
