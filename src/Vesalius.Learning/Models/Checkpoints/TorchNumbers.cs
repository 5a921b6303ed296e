using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>Numbers of a storage as binary32.</summary>
internal static class TorchNumbers
{
    /// <summary>Bytes of one number.</summary>
    public static int Size(TorchElement element) => element switch
    {
        TorchElement.Float64 or TorchElement.Int64 => 8,
        TorchElement.Float32 or TorchElement.Int32 => 4,
        TorchElement.Float16 or TorchElement.BFloat16 or TorchElement.Int16 => 2,
        _ => 1,
    };

    /// <summary>Little-endian numbers as binary32, rounded to the nearest where they do not fit.</summary>
    public static float[] ToSingle(TorchElement element, byte[] bytes)
    {
        float[] values = new float[bytes.Length / Size(element)];
        switch (element)
        {
            case TorchElement.Float32: MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values); break;
            case TorchElement.Float64: TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<byte, double>(bytes), values); break;
            case TorchElement.Float16: TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values); break;
            case TorchElement.Int64: TensorPrimitives.ConvertTruncating<long, float>(MemoryMarshal.Cast<byte, long>(bytes), values); break;
            case TorchElement.Int32: TensorPrimitives.ConvertTruncating<int, float>(MemoryMarshal.Cast<byte, int>(bytes), values); break;
            case TorchElement.Int16: TensorPrimitives.ConvertTruncating<short, float>(MemoryMarshal.Cast<byte, short>(bytes), values); break;
            case TorchElement.Int8: TensorPrimitives.ConvertTruncating<sbyte, float>(MemoryMarshal.Cast<byte, sbyte>(bytes), values); break;
            case TorchElement.UInt8: TensorPrimitives.ConvertTruncating<byte, float>(bytes, values); break;
            case TorchElement.BFloat16:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i)) << 16);
                }

                break;
        }

        return values;
    }
}
