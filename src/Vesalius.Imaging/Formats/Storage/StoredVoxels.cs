using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Turns stored bytes into real values: one component of an image at a time, whole spans at a time.</summary>
internal static class StoredVoxels
{
    private const int Chunk = 2048;

    /// <summary>The stored values of one component, side by side.</summary>
    public static ReadOnlySpan<byte> Component(StoredImage image, int component)
    {
        int bytes = checked((int)(image.Grid.Size.Count * image.Type.Size()));
        if (image.Components == 1)
        {
            return image.Bytes.AsSpan(0, bytes);
        }

        return image.Interleaved ? Gather(image, component, new byte[bytes]) : image.Bytes.AsSpan(component * bytes, bytes);
    }

    /// <summary>The real values of one component: stored value times slope plus intercept.</summary>
    /// <exception cref="NotSupportedException">The values are complex.</exception>
    public static float[] Real(StoredImage image, int component)
    {
        ReadOnlySpan<byte> stored = Component(image, component);
        float[] real = GC.AllocateUninitializedArray<float>(checked((int)image.Grid.Size.Count));
        (double slope, double intercept) = (image.Slope, image.Intercept);
        switch (image.Type)
        {
            case VoxelType.UInt8: Rescale<byte>(stored, real, slope, intercept); break;
            case VoxelType.Int8: Rescale<sbyte>(stored, real, slope, intercept); break;
            case VoxelType.UInt16: Rescale<ushort>(stored, real, slope, intercept); break;
            case VoxelType.Int16: Rescale<short>(stored, real, slope, intercept); break;
            case VoxelType.UInt32: Rescale<uint>(stored, real, slope, intercept); break;
            case VoxelType.Int32: Rescale<int>(stored, real, slope, intercept); break;
            case VoxelType.UInt64: Rescale<ulong>(stored, real, slope, intercept); break;
            case VoxelType.Int64: Rescale<long>(stored, real, slope, intercept); break;
            case VoxelType.Float16: Rescale<Half>(stored, real, slope, intercept); break;
            case VoxelType.Float32: Rescale<float>(stored, real, slope, intercept); break;
            case VoxelType.Float64: Rescale<double>(stored, real, slope, intercept); break;
            default: throw new NotSupportedException($"{image.Type.Name()} values are complex numbers; a scan has real ones. Take their magnitude first.");
        }

        return real;
    }

    /// <summary>Each value converted, scaled and shifted. The arithmetic is in double unless nothing is to be done.</summary>
    private static void Rescale<T>(ReadOnlySpan<byte> bytes, Span<float> real, double slope, double intercept)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> stored = MemoryMarshal.Cast<byte, T>(bytes);
        if (slope == 1 && intercept == 0)
        {
            TensorPrimitives.ConvertTruncating(stored, real);
            return;
        }

        Span<double> exact = stackalloc double[Chunk];
        for (int start = 0; start < stored.Length; start += Chunk)
        {
            int count = Math.Min(Chunk, stored.Length - start);
            TensorPrimitives.ConvertTruncating(stored.Slice(start, count), exact);
            TensorPrimitives.Multiply(exact[..count], slope, exact);
            TensorPrimitives.Add(exact[..count], intercept, exact);
            TensorPrimitives.ConvertTruncating(exact[..count], real[start..]);
        }
    }

    private static ReadOnlySpan<byte> Gather(StoredImage image, int component, byte[] result)
    {
        switch (image.Type.Size())
        {
            case 1: Stride<byte>(image, component, result); break;
            case 2: Stride<ushort>(image, component, result); break;
            case 4: Stride<uint>(image, component, result); break;
            case 8: Stride<ulong>(image, component, result); break;
            default: Stride<UInt128>(image, component, result); break;
        }

        return result;
    }

    private static void Stride<T>(StoredImage image, int component, Span<byte> result)
        where T : unmanaged
    {
        ReadOnlySpan<T> all = MemoryMarshal.Cast<byte, T>(image.Bytes);
        Span<T> one = MemoryMarshal.Cast<byte, T>(result);
        for (int voxel = 0, at = component; voxel < one.Length; voxel++, at += image.Components)
        {
            one[voxel] = all[at];
        }
    }
}
