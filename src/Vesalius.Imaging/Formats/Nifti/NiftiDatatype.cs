using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>The datatype codes of nifti1.h.</summary>
internal static class NiftiDatatype
{
    public const int Rgb24 = 128;

    public const int Rgba32 = 2304;

    /// <summary>The type of one component, and how many colour parts lie side by side in a voxel (1 for anything but a colour).</summary>
    public static (VoxelType Type, int Parts) Decode(int code, ImageSource source) => code switch
    {
        2 => (VoxelType.UInt8, 1),
        4 => (VoxelType.Int16, 1),
        8 => (VoxelType.Int32, 1),
        16 => (VoxelType.Float32, 1),
        32 => (VoxelType.Complex64, 1),
        64 => (VoxelType.Float64, 1),
        Rgb24 => (VoxelType.UInt8, 3),
        256 => (VoxelType.Int8, 1),
        512 => (VoxelType.UInt16, 1),
        768 => (VoxelType.UInt32, 1),
        1024 => (VoxelType.Int64, 1),
        1280 => (VoxelType.UInt64, 1),
        1792 => (VoxelType.Complex128, 1),
        Rgba32 => (VoxelType.UInt8, 4),
        1 => throw source.Error("its voxels are single bits (datatype 1), which are not read. Convert them to 8 bits first."),
        1536 or 2048 => throw source.Error($"its voxels are 128-bit floating point numbers (datatype {code}), which are not read. Convert them to 64 bits first."),
        _ => throw source.Error($"datatype {code} is none that NIfTI knows. The header is damaged.", 70),
    };

    /// <summary>The code of a type.</summary>
    public static int Encode(VoxelType type) => type switch
    {
        VoxelType.UInt8 => 2,
        VoxelType.Int16 => 4,
        VoxelType.Int32 => 8,
        VoxelType.Float32 => 16,
        VoxelType.Complex64 => 32,
        VoxelType.Float64 => 64,
        VoxelType.Int8 => 256,
        VoxelType.UInt16 => 512,
        VoxelType.UInt32 => 768,
        VoxelType.Int64 => 1024,
        VoxelType.UInt64 => 1280,
        VoxelType.Complex128 => 1792,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "NIfTI has no such type."),
    };
}
