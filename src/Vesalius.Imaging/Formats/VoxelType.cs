namespace Vesalius.Imaging.Formats;

/// <summary>The type of a stored voxel component.</summary>
public enum VoxelType
{
    /// <summary>Unsigned 8-bit; also what 1-, 2- and 4-bit pixels are unpacked to.</summary>
    UInt8,

    /// <summary>Signed 8-bit.</summary>
    Int8,

    /// <summary>Unsigned 16-bit.</summary>
    UInt16,

    /// <summary>Signed 16-bit.</summary>
    Int16,

    /// <summary>Unsigned 32-bit.</summary>
    UInt32,

    /// <summary>Signed 32-bit.</summary>
    Int32,

    /// <summary>Unsigned 64-bit.</summary>
    UInt64,

    /// <summary>Signed 64-bit.</summary>
    Int64,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>Two binary32 numbers: real and imaginary part.</summary>
    Complex64,

    /// <summary>Two binary64 numbers: real and imaginary part.</summary>
    Complex128,
}
