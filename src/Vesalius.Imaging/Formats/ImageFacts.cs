using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vesalius.Imaging.Formats;

/// <summary>What can be said of the stored voxels of an image, before any rescale, over all its components.</summary>
public sealed record ImageFacts
{
    private const int Chunk = 4096;

    /// <summary>The smallest stored value. NaN when a value is NaN, or when values are complex.</summary>
    public required double Min { get; init; }

    /// <summary>The largest stored value. NaN when a value is NaN, or when values are complex.</summary>
    public required double Max { get; init; }

    /// <summary>The sum of the stored values. NaN when a value is NaN, or when values are complex.</summary>
    public required double Sum { get; init; }

    /// <summary>The sum without any rounding, where values are whole numbers; null otherwise.</summary>
    public Int128? ExactSum { get; init; }

    /// <summary>The SHA-256 of the decoded stored voxels in file order (x fastest), little-endian, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Looks at every voxel once for the values and once for the hash.</summary>
    /// <exception cref="ArgumentException">Only the header of the image was read.</exception>
    public static ImageFacts Of(StoredImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Bytes.Length != image.ByteCount)
        {
            throw new ArgumentException($"The image should hold {image.ByteCount:N0} bytes of voxels; it holds {image.Bytes.Length:N0}. Read it with its voxels.", nameof(image));
        }

        ReadOnlySpan<byte> bytes = image.Bytes;
        ImageFacts facts = image.Type switch
        {
            VoxelType.UInt8 => OfWhole<byte>(bytes),
            VoxelType.Int8 => OfWhole<sbyte>(bytes),
            VoxelType.UInt16 => OfWhole<ushort>(bytes),
            VoxelType.Int16 => OfWhole<short>(bytes),
            VoxelType.UInt32 => OfWhole<uint>(bytes),
            VoxelType.Int32 => OfWhole<int>(bytes),
            VoxelType.UInt64 => OfWhole<ulong>(bytes),
            VoxelType.Int64 => OfWhole<long>(bytes),
            VoxelType.Float16 => OfReal<Half>(bytes),
            VoxelType.Float32 => OfReal<float>(bytes),
            VoxelType.Float64 => OfReal<double>(bytes),
            _ => new ImageFacts { Min = double.NaN, Max = double.NaN, Sum = double.NaN, Sha256 = string.Empty },
        };
        return facts with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }

    private static ImageFacts OfWhole<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(bytes);
        Int128 sum = 0;
        for (int start = 0; start < values.Length; start += Chunk)
        {
            sum += SumOfChunk(values.Slice(start, Math.Min(Chunk, values.Length - start)));
        }

        return new ImageFacts
        {
            Min = double.CreateChecked(TensorPrimitives.Min(values)),
            Max = double.CreateChecked(TensorPrimitives.Max(values)),
            Sum = (double)sum,
            ExactSum = sum,
            Sha256 = string.Empty,
        };
    }

    /// <summary>Up to 32 bits, a few thousand values cannot overflow a long; wider ones are added in 128 bits.</summary>
    private static Int128 SumOfChunk<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        long narrow = 0;
        Int128 wide = 0;
        foreach (T value in values)
        {
            if (Unsafe.SizeOf<T>() < sizeof(long))
            {
                narrow += long.CreateTruncating(value);
            }
            else
            {
                wide += Int128.CreateTruncating(value);
            }
        }

        return wide + narrow;
    }

    private static ImageFacts OfReal<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IFloatingPoint<T>
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(bytes);
        Span<double> exact = stackalloc double[Chunk];
        double sum = 0;
        for (int start = 0; start < values.Length; start += Chunk)
        {
            int count = Math.Min(Chunk, values.Length - start);
            TensorPrimitives.ConvertTruncating(values.Slice(start, count), exact);
            sum += TensorPrimitives.Sum<double>(exact[..count]);
        }

        return new ImageFacts
        {
            Min = double.CreateChecked(TensorPrimitives.Min(values)),
            Max = double.CreateChecked(TensorPrimitives.Max(values)),
            Sum = sum,
            Sha256 = string.Empty,
        };
    }
}
