namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>The number formats of a torch storage, as far as they are read.</summary>
public enum TorchElement
{
    /// <summary>IEEE binary32.</summary>
    Float32,

    /// <summary>IEEE binary64.</summary>
    Float64,

    /// <summary>IEEE binary16.</summary>
    Float16,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16,

    /// <summary>Signed, eight bytes.</summary>
    Int64,

    /// <summary>Signed, four bytes.</summary>
    Int32,

    /// <summary>Signed, two bytes.</summary>
    Int16,

    /// <summary>Signed, one byte.</summary>
    Int8,

    /// <summary>Unsigned, one byte; also truth values.</summary>
    UInt8,
}
