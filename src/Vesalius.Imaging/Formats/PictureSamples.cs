using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats;

/// <summary>The samples of an image in the form in which picture files hold them: one slice, pixel by pixel, whole numbers from 0.</summary>
internal static class PictureSamples
{
    /// <summary>One slice as whole numbers, one byte each where all fit into one, otherwise two (low byte first).</summary>
    /// <exception cref="VolumeFormatException">There are several slices, or values that are no whole numbers from 0 to 65,535.</exception>
    public static (byte[] Samples, int Depth) WholeNumbers(StoredImage image, string format, string path)
    {
        Size3 size = image.Grid.Size;
        if (size.Z != 1)
        {
            throw new VolumeFormatException(format, $"a picture has one slice; this image has {size}. Write it as .nii.gz or .tif, or one slice at a time.", path);
        }

        bool asStored = image.Slope == 1 && image.Intercept == 0 && image.Type is VoxelType.UInt8 or VoxelType.UInt16;
        if (asStored)
        {
            return (PixelByPixel(image, image.Type.Size()), image.Type == VoxelType.UInt8 ? 8 : 16);
        }

        double[] values = RealValues(image);
        foreach (double value in values)
        {
            if (!(value >= 0 && value <= ushort.MaxValue && value == Math.Floor(value)))
            {
                throw new VolumeFormatException(
                    format, $"a pixel is a whole number from 0 to 65535; this image has {value:R}. Write it as .tif or .nii.gz, or scale it first.", path);
            }
        }

        bool narrow = values.Max() <= byte.MaxValue;
        byte[] samples = narrow
            ? Array.ConvertAll(values, value => (byte)value)
            : MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(values, value => (ushort)value)).ToArray();
        return (PixelByPixel(image with { Bytes = samples }, narrow ? 1 : 2), narrow ? 8 : 16);
    }

    private static double[] RealValues(StoredImage image)
    {
        ReadOnlySpan<byte> bytes = image.Bytes;
        double[] values = image.Type switch
        {
            VoxelType.UInt8 => Convert<byte>(bytes),
            VoxelType.Int8 => Convert<sbyte>(bytes),
            VoxelType.UInt16 => Convert<ushort>(bytes),
            VoxelType.Int16 => Convert<short>(bytes),
            VoxelType.UInt32 => Convert<uint>(bytes),
            VoxelType.Int32 => Convert<int>(bytes),
            VoxelType.UInt64 => Convert<ulong>(bytes),
            VoxelType.Int64 => Convert<long>(bytes),
            VoxelType.Float16 => Convert<Half>(bytes),
            VoxelType.Float32 => Convert<float>(bytes),
            VoxelType.Float64 => Convert<double>(bytes),
            _ => throw new VolumeFormatException(image.Format, $"values of {image.Type.Name()} cannot be written as a picture."),
        };
        return Array.ConvertAll(values, value => value * image.Slope + image.Intercept);
    }

    private static double[] Convert<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
        double[] values = new double[source.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.CreateTruncating(source[i]);
        }

        return values;
    }

    /// <summary>Components side by side for each pixel, from components that may lie one after the other.</summary>
    private static byte[] PixelByPixel(StoredImage image, int sampleBytes)
    {
        if (image.Components == 1 || image.Interleaved)
        {
            return image.Bytes;
        }

        byte[] result = new byte[image.Bytes.Length];
        int pixels = image.Bytes.Length / image.Components / sampleBytes;
        for (int component = 0; component < image.Components; component++)
        {
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                image.Bytes.AsSpan((component * pixels + pixel) * sampleBytes, sampleBytes)
                    .CopyTo(result.AsSpan((pixel * image.Components + component) * sampleBytes));
            }
        }

        return result;
    }
}
