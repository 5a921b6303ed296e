using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Turns stored values into labels: whole numbers from 0 to 65,535, whatever type they were stored in.</summary>
internal static class StoredLabels
{
    private const double RoundOff = 1e-4;

    /// <summary>The labels of one component.</summary>
    /// <exception cref="VolumeFormatException">A value is no label; the message names the first one and its voxel.</exception>
    public static ushort[] Read(StoredImage image, int component, ImageSource source)
    {
        ReadOnlySpan<byte> stored = StoredVoxels.Component(image, component);
        ushort[] labels = GC.AllocateUninitializedArray<ushort>(checked((int)image.Grid.Size.Count));
        int wrong = image.Slope == 1 && image.Intercept == 0
            ? Convert(stored, image.Type, labels)
            : ConvertRescaled(StoredVoxels.Real(image, component), labels);
        return wrong < 0 ? labels : throw NotALabel(image, component, wrong, source);
    }

    /// <summary>Which label values occur, in rising order, without 0.</summary>
    public static IReadOnlyList<int> Present(ReadOnlySpan<ushort> labels)
    {
        const int Stretch = 64;
        bool[] seen = new bool[ushort.MaxValue + 1];
        for (int start = 0; start < labels.Length; start += Stretch)
        {
            ReadOnlySpan<ushort> stretch = labels.Slice(start, Math.Min(Stretch, labels.Length - start));
            seen[stretch[0]] = true;
            for (int i = Math.Max(0, stretch.IndexOfAnyExcept(stretch[0])); i > 0 && i < stretch.Length; i++)
            {
                seen[stretch[i]] = true;
            }
        }

        return [.. Enumerable.Range(1, ushort.MaxValue).Where(value => seen[value])];
    }

    private static int Convert(ReadOnlySpan<byte> stored, VoxelType type, Span<ushort> labels)
    {
        switch (type)
        {
            case VoxelType.UInt8:
                TensorPrimitives.ConvertTruncating(stored, labels);
                return -1;
            case VoxelType.UInt16:
                MemoryMarshal.Cast<byte, ushort>(stored).CopyTo(labels);
                return -1;
            case VoxelType.Int8: return Whole<sbyte>(stored, labels);
            case VoxelType.Int16: return Whole<short>(stored, labels);
            case VoxelType.UInt32: return Whole<uint>(stored, labels);
            case VoxelType.Int32: return Whole<int>(stored, labels);
            case VoxelType.UInt64: return Whole<ulong>(stored, labels);
            case VoxelType.Int64: return Whole<long>(stored, labels);
            case VoxelType.Float16: return Whole<Half>(stored, labels);
            case VoxelType.Float32: return Whole<float>(stored, labels);
            case VoxelType.Float64: return Whole<double>(stored, labels);
            default: return 0;
        }
    }

    /// <summary>Converts values that are whole and in range; returns the place of the first that is not, or −1.</summary>
    private static int Whole<T>(ReadOnlySpan<byte> bytes, Span<ushort> labels)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> stored = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < stored.Length; i++)
        {
            ushort label = ushort.CreateTruncating(stored[i]);
            if (T.CreateTruncating(label) != stored[i])
            {
                return i;
            }

            labels[i] = label;
        }

        return -1;
    }

    /// <summary>Rescaled values may miss a whole number by the round-off of the scale.</summary>
    private static int ConvertRescaled(ReadOnlySpan<float> real, Span<ushort> labels)
    {
        for (int i = 0; i < real.Length; i++)
        {
            float whole = MathF.Round(real[i]);
            if (!(Math.Abs(real[i] - whole) <= RoundOff * Math.Max(1, Math.Abs(whole))) || whole is < 0 or > ushort.MaxValue)
            {
                return i;
            }

            labels[i] = (ushort)whole;
        }

        return -1;
    }

    private static VolumeFormatException NotALabel(StoredImage image, int component, int voxel, ImageSource source)
    {
        Size3 size = image.Grid.Size;
        string value = image.Type is VoxelType.Complex64 or VoxelType.Complex128
            ? "a complex number"
            : StoredVoxels.Real(image, component)[voxel].ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        (int x, int y, int z) = (voxel % size.X, voxel / size.X % size.Y, voxel / size.X / size.Y);
        return source.Error($"labels are whole numbers from 0 to 65535; voxel ({x}, {y}, {z}) has {value}. Is this an image rather than a label map?");
    }
}
