namespace Vesalius.Imaging.Formats;

/// <summary>Facts about <see cref="VoxelType"/>.</summary>
public static class VoxelTypes
{
    /// <summary>Bytes of one component.</summary>
    public static int Size(this VoxelType type) => type switch
    {
        VoxelType.UInt8 or VoxelType.Int8 => 1,
        VoxelType.UInt16 or VoxelType.Int16 or VoxelType.Float16 => 2,
        VoxelType.UInt32 or VoxelType.Int32 or VoxelType.Float32 => 4,
        VoxelType.UInt64 or VoxelType.Int64 or VoxelType.Float64 or VoxelType.Complex64 => 8,
        VoxelType.Complex128 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a voxel type."),
    };

    /// <summary>The type's usual lower-case name: <c>int16</c>, <c>float32</c>.</summary>
    public static string Name(this VoxelType type) => type.ToString().ToLowerInvariant();
}
