using System.Buffers.Binary;

namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>A number type of NumPy by its code, such as <c>f8</c>; the order of its bytes is told later.</summary>
internal sealed class NumpyType(string code)
{
    /// <summary>Whether the most significant byte comes first.</summary>
    public bool IsBigEndian { get; set; }

    /// <summary>A number from its bytes; null for types that checkpoints need not understand.</summary>
    public object? Number(byte[] bytes)
    {
        if (IsBigEndian)
        {
            bytes = [.. bytes.Reverse()];
        }

        return (code, bytes.Length) switch
        {
            ("f8", 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            ("f4", 4) => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            ("f2", 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            ("i8" or "u8", 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            ("i4", 4) => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
            ("b1", 1) => bytes[0] != 0,
            _ => null,
        };
    }
}
