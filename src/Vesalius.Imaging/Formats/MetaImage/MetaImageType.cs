using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.MetaImage;

/// <summary>The names MetaImage gives to types. A long has 4 bytes in these files, whatever the machine says.</summary>
internal static class MetaImageType
{
    /// <summary>The type a name stands for.</summary>
    public static VoxelType Decode(string name, ImageSource source) => name.Replace("_ARRAY", string.Empty, StringComparison.Ordinal) switch
    {
        "MET_CHAR" or "MET_ASCII_CHAR" => VoxelType.Int8,
        "MET_UCHAR" => VoxelType.UInt8,
        "MET_SHORT" => VoxelType.Int16,
        "MET_USHORT" => VoxelType.UInt16,
        "MET_INT" or "MET_LONG" => VoxelType.Int32,
        "MET_UINT" or "MET_ULONG" => VoxelType.UInt32,
        "MET_LONG_LONG" => VoxelType.Int64,
        "MET_ULONG_LONG" => VoxelType.UInt64,
        "MET_FLOAT" => VoxelType.Float32,
        "MET_DOUBLE" => VoxelType.Float64,
        _ => throw source.Error($"the element type '{TextNumbers.Shortened(name)}' is none whose voxels are single numbers (MET_UCHAR, MET_SHORT, MET_FLOAT …)."),
    };

    /// <summary>The name of a type.</summary>
    public static string Encode(VoxelType type) => type switch
    {
        VoxelType.Int8 => "MET_CHAR",
        VoxelType.UInt8 => "MET_UCHAR",
        VoxelType.Int16 => "MET_SHORT",
        VoxelType.UInt16 => "MET_USHORT",
        VoxelType.Int32 => "MET_INT",
        VoxelType.UInt32 => "MET_UINT",
        VoxelType.Int64 => "MET_LONG_LONG",
        VoxelType.UInt64 => "MET_ULONG_LONG",
        VoxelType.Float32 => "MET_FLOAT",
        VoxelType.Float64 => "MET_DOUBLE",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "MetaImage has no such type."),
    };
}
