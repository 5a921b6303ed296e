using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>The names NRRD gives to types.</summary>
internal static class NrrdType
{
    /// <summary>The type a name stands for; every spelling of the format's specification is known.</summary>
    public static VoxelType Decode(string name, ImageSource source) => name.Trim().ToLowerInvariant() switch
    {
        "signed char" or "int8" or "int8_t" => VoxelType.Int8,
        "uchar" or "unsigned char" or "uint8" or "uint8_t" => VoxelType.UInt8,
        "short" or "short int" or "signed short" or "signed short int" or "int16" or "int16_t" => VoxelType.Int16,
        "ushort" or "unsigned short" or "unsigned short int" or "uint16" or "uint16_t" => VoxelType.UInt16,
        "int" or "signed int" or "int32" or "int32_t" => VoxelType.Int32,
        "uint" or "unsigned int" or "uint32" or "uint32_t" => VoxelType.UInt32,
        "longlong" or "long long" or "long long int" or "signed long long" or "signed long long int" or "int64" or "int64_t" => VoxelType.Int64,
        "ulonglong" or "unsigned long long" or "unsigned long long int" or "uint64" or "uint64_t" => VoxelType.UInt64,
        "float" => VoxelType.Float32,
        "double" => VoxelType.Float64,
        "block" => throw source.Error("its voxels are opaque blocks (type: block), which are not numbers."),
        _ => throw source.Error($"the type '{TextNumbers.Shortened(name)}' is none that NRRD knows."),
    };

    /// <summary>The name of a type.</summary>
    public static string Encode(VoxelType type) => type switch
    {
        VoxelType.Int8 => "signed char",
        VoxelType.UInt8 => "unsigned char",
        VoxelType.Int16 => "short",
        VoxelType.UInt16 => "unsigned short",
        VoxelType.Int32 => "int",
        VoxelType.UInt32 => "unsigned int",
        VoxelType.Int64 => "long long int",
        VoxelType.UInt64 => "unsigned long long int",
        VoxelType.Float32 or VoxelType.Complex64 => "float",
        VoxelType.Float64 or VoxelType.Complex128 => "double",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "NRRD has no such type."),
    };
}
