using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Pixels;

/// <summary>From stored samples to what they mean, a frame at a time.</summary>
internal static class RealValues
{
    private const int Chunk = 2048;

    /// <summary>The largest whole numbers whose products and sums binary32 holds without rounding.</summary>
    private const int ExactInSingle = 1 << 24;

    /// <summary>Fills the target with real values.</summary>
    public static void Of(ReadOnlySpan<byte> stored, VoxelType type, ModalityTransform transform, Span<float> real)
    {
        switch (type)
        {
            case VoxelType.UInt8: Of<byte>(stored, transform, real); break;
            case VoxelType.Int8: Of<sbyte>(stored, transform, real); break;
            case VoxelType.UInt16: Of<ushort>(stored, transform, real); break;
            case VoxelType.Int16: Of<short>(stored, transform, real); break;
            case VoxelType.UInt32: Of<uint>(stored, transform, real); break;
            case VoxelType.Int32: Of<int>(stored, transform, real); break;
            case VoxelType.UInt64: Of<ulong>(stored, transform, real); break;
            case VoxelType.Int64: Of<long>(stored, transform, real); break;
            case VoxelType.Float32: Of<float>(stored, transform, real); break;
            default: Of<double>(stored, transform, real); break;
        }
    }

    private static void Of<T>(ReadOnlySpan<byte> bytes, ModalityTransform transform, Span<float> real)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> stored = MemoryMarshal.Cast<byte, T>(bytes);
        if (transform.Table is { } table)
        {
            for (int i = 0; i < real.Length; i++)
            {
                real[i] = table[double.CreateTruncating(stored[i])];
            }
        }
        else if (IsExactInSingle<T>(transform))
        {
            TensorPrimitives.ConvertTruncating(stored, real);
            if (transform.Slope != 1)
            {
                TensorPrimitives.Multiply(real, (float)transform.Slope, real);
            }

            if (transform.Intercept != 0)
            {
                TensorPrimitives.Add(real, (float)transform.Intercept, real);
            }
        }
        else
        {
            InDouble(stored, transform, real);
        }
    }

    /// <summary>Sixteen-bit values on a line of small whole numbers, as in CT: the same in binary32 as in binary64, and quicker.</summary>
    private static bool IsExactInSingle<T>(ModalityTransform transform)
        where T : unmanaged =>
        (transform is { Slope: 1, Intercept: 0 } && Marshal.SizeOf<T>() <= 4)
        || (Marshal.SizeOf<T>() <= 2 && double.IsInteger(transform.Slope) && double.IsInteger(transform.Intercept)
            && Math.Abs(transform.Slope) * 65536 + Math.Abs(transform.Intercept) <= ExactInSingle);

    private static void InDouble<T>(ReadOnlySpan<T> stored, ModalityTransform transform, Span<float> real)
        where T : unmanaged, INumber<T>
    {
        Span<double> exact = stackalloc double[Chunk];
        for (int start = 0; start < stored.Length; start += Chunk)
        {
            int count = Math.Min(Chunk, stored.Length - start);
            TensorPrimitives.ConvertTruncating(stored.Slice(start, count), exact);
            TensorPrimitives.Multiply(exact[..count], transform.Slope, exact);
            TensorPrimitives.Add(exact[..count], transform.Intercept, exact);
            TensorPrimitives.ConvertTruncating(exact[..count], real[start..]);
        }
    }
}
