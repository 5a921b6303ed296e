using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Conversion;

/// <summary>Stores the values of an image in another type.</summary>
internal static class TypeConversion
{
    private const int Chunk = 4096;

    /// <summary>
    /// The real values (slope and intercept applied) in another type. Fractions are rounded when the type is a whole number, which is
    /// remarked; a value out of the type's range is refused.
    /// </summary>
    /// <exception cref="ArgumentException">A value does not fit the type, or values are complex.</exception>
    public static StoredImage To(StoredImage image, VoxelType type)
    {
        if (type == image.Type && image is { Slope: 1, Intercept: 0 })
        {
            return image;
        }

        ExpectReal(image, "stored in another type");
        var target = new Target(type, Saturates: false);
        byte[] bytes = Convert(image, target, out bool rounded);
        string[] remarks = rounded ? [$"values with fractions were rounded to {type.Name()}"] : [];
        return image with { Type = type, Bytes = bytes, Slope = 1, Intercept = 0, Warnings = [.. image.Warnings, .. remarks] };
    }

    /// <summary>Stored values (no rescale applied) in another type; what lies beyond its range becomes its nearest value.</summary>
    public static StoredImage Saturated(StoredImage image, VoxelType type) => type == image.Type
        ? image
        : image with { Type = type, Bytes = Convert(image, new Target(type, Saturates: true), out _) };

    /// <summary>Refuses complex values.</summary>
    public static void ExpectReal(StoredImage image, string what)
    {
        if (image.Type is VoxelType.Complex64 or VoxelType.Complex128)
        {
            throw new ArgumentException($"{image.Type.Name()} values are complex numbers, which cannot be {what}. Take their magnitude first.", nameof(image));
        }
    }

    private static byte[] Convert(StoredImage image, Target target, out bool rounded)
    {
        int from = image.Type.Size(), to = target.Type.Size();
        int count = image.Bytes.Length / from;
        _ = VoxelCount.BytesOfOneArray(image.Grid.Size, (long)image.Components * to);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(count * to);
        Span<double> values = stackalloc double[Chunk];
        rounded = false;
        for (int start = 0; start < count; start += Chunk)
        {
            Span<double> some = values[..Math.Min(Chunk, count - start)];
            Read(image.Bytes.AsSpan(start * from, some.Length * from), image.Type, some);
            TensorPrimitives.Multiply(some, image.Slope, some);
            TensorPrimitives.Add(some, image.Intercept, some);
            rounded |= target.Fit(some);
            Write(some, target.Type, bytes.AsSpan(start * to, some.Length * to));
        }

        return bytes;
    }

    private static void Read(ReadOnlySpan<byte> stored, VoxelType type, Span<double> values)
    {
        switch (type)
        {
            case VoxelType.UInt8: Read<byte>(stored, values); break;
            case VoxelType.Int8: Read<sbyte>(stored, values); break;
            case VoxelType.UInt16: Read<ushort>(stored, values); break;
            case VoxelType.Int16: Read<short>(stored, values); break;
            case VoxelType.UInt32: Read<uint>(stored, values); break;
            case VoxelType.Int32: Read<int>(stored, values); break;
            case VoxelType.UInt64: Read<ulong>(stored, values); break;
            case VoxelType.Int64: Read<long>(stored, values); break;
            case VoxelType.Float16: Read<Half>(stored, values); break;
            case VoxelType.Float32: Read<float>(stored, values); break;
            default: Read<double>(stored, values); break;
        }
    }

    private static void Write(ReadOnlySpan<double> values, VoxelType type, Span<byte> stored)
    {
        switch (type)
        {
            case VoxelType.UInt8: Write<byte>(values, stored); break;
            case VoxelType.Int8: Write<sbyte>(values, stored); break;
            case VoxelType.UInt16: Write<ushort>(values, stored); break;
            case VoxelType.Int16: Write<short>(values, stored); break;
            case VoxelType.UInt32: Write<uint>(values, stored); break;
            case VoxelType.Int32: Write<int>(values, stored); break;
            case VoxelType.UInt64: Write<ulong>(values, stored); break;
            case VoxelType.Int64: Write<long>(values, stored); break;
            case VoxelType.Float16: Write<Half>(values, stored); break;
            case VoxelType.Float32: Write<float>(values, stored); break;
            default: Write<double>(values, stored); break;
        }
    }

    private static void Read<T>(ReadOnlySpan<byte> stored, Span<double> values)
        where T : unmanaged, INumber<T> =>
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, T>(stored), values);

    private static void Write<T>(ReadOnlySpan<double> values, Span<byte> stored)
        where T : unmanaged, INumber<T> =>
        TensorPrimitives.ConvertSaturating(values, MemoryMarshal.Cast<byte, T>(stored));

    /// <summary>The type that values are to fit.</summary>
    /// <param name="Type">A real type.</param>
    /// <param name="Saturates">Whether values beyond its range become its nearest value; else they are refused.</param>
    private sealed record Target(VoxelType Type, bool Saturates)
    {
        private readonly (double Lowest, double Highest)? range = Type switch
        {
            VoxelType.UInt8 => (byte.MinValue, byte.MaxValue),
            VoxelType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            VoxelType.UInt16 => (ushort.MinValue, ushort.MaxValue),
            VoxelType.Int16 => (short.MinValue, short.MaxValue),
            VoxelType.UInt32 => (uint.MinValue, uint.MaxValue),
            VoxelType.Int32 => (int.MinValue, int.MaxValue),
            VoxelType.UInt64 => (ulong.MinValue, ulong.MaxValue),
            VoxelType.Int64 => (long.MinValue, long.MaxValue),
            _ => null,
        };

        /// <summary>Rounds values in place where the type has no fractions, half away from zero; returns whether any was changed.</summary>
        /// <exception cref="ArgumentException">A value is out of range or undefined.</exception>
        public bool Fit(Span<double> values)
        {
            if (range is not var (lowest, highest))
            {
                return false;
            }

            bool changed = false;
            foreach (ref double value in values)
            {
                double whole = Math.Round(value, MidpointRounding.AwayFromZero);
                if (!Saturates && !(whole >= lowest && whole <= highest))
                {
                    throw new ArgumentException($"the value {value:R} does not fit into {Type.Name()}, which goes from {lowest:R} to {highest:R}. Choose a wider type.");
                }

                changed |= whole != value;
                value = whole;
            }

            return changed;
        }
    }
}
