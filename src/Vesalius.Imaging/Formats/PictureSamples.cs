using System.Runtime.InteropServices;
using Vesalius.Imaging.Formats.Storage;

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

        if (image is { IsLabelMap: true, Components: > 1 })
        {
            throw new VolumeFormatException(format, $"a picture holds one layer of labels; this map has {image.Components} that overlap. Write it as .seg.nrrd.", path);
        }

        StoredImage woven = Interleaving.Weave(image);
        bool asStored = image.Slope == 1 && image.Intercept == 0 && image.Type is VoxelType.UInt8 or VoxelType.UInt16;
        if (asStored)
        {
            return (woven.Bytes, image.Type == VoxelType.UInt8 ? 8 : 16);
        }

        if (image.Type is VoxelType.Complex64 or VoxelType.Complex128)
        {
            throw new VolumeFormatException(format, $"a pixel is a whole number from 0 to 65535; this image has {image.Type.Name()} values. Write it as .nii.gz.", path);
        }

        float[] values = StoredVoxels.Real(woven with { Grid = Row(woven), Components = 1 }, 0);
        foreach (float value in values)
        {
            if (!(value >= 0 && value <= ushort.MaxValue && value == MathF.Floor(value)))
            {
                throw new VolumeFormatException(
                    format, $"a pixel is a whole number from 0 to 65535; this image has {value:R}. Write it as .tif or .nii.gz, or scale it first.", path);
            }
        }

        return values.Max() <= byte.MaxValue
            ? (Array.ConvertAll(values, value => (byte)value), 8)
            : (MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(values, value => (ushort)value)).ToArray(), 16);
    }

    /// <summary>All samples of an image as one row of single values.</summary>
    private static Grid Row(StoredImage image) => Grid.Planar(checked((int)(image.Grid.Size.Count * image.Components)), 1);
}
