using System.Runtime.InteropServices;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Storage;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Conversion;

/// <summary>Changes axes, spacing or type of an image as it is stored, with all its components and what else the file knows of it.</summary>
public static class ImageConversion
{
    /// <summary>The image with the wanted changes, made in the order axes, spacing, type.</summary>
    /// <param name="image">The image with its voxels.</param>
    /// <param name="options">What is to change.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The image has complex values and is to be resampled or retyped, or a value does not fit the wanted type.</exception>
    public static StoredImage Apply(StoredImage image, ConversionOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Axes is { } axes)
        {
            image = Reoriented(image, axes);
        }

        if (options.Spacing is { } spacing)
        {
            image = Resampled(image, image.Grid.WithSpacing(spacing), options.Interpolation, cancellation);
        }

        return options.Type is { } type ? TypeConversion.To(image, type) : image;
    }

    /// <summary>Moves whole values, whatever they mean, so that only their size matters.</summary>
    private static StoredImage Reoriented(StoredImage image, AnatomicalAxes axes) => image.Type.Size() switch
    {
        1 => EachComponent(image, image.Type, Stored<byte>, stored => Reorientation.To(stored, axes)),
        2 => EachComponent(image, image.Type, Stored<ushort>, stored => Reorientation.To(stored, axes)),
        4 => EachComponent(image, image.Type, Stored<uint>, stored => Reorientation.To(stored, axes)),
        8 => EachComponent(image, image.Type, Stored<ulong>, stored => Reorientation.To(stored, axes)),
        _ => EachComponent(image, image.Type, Stored<UInt128>, stored => Reorientation.To(stored, axes)),
    };

    /// <summary>Interpolates stored values; a rescale that the file asks for stays as it is, since interpolation and rescale can change places.</summary>
    private static StoredImage Resampled(StoredImage image, Grid grid, Interpolation interpolation, CancellationToken cancellation)
    {
        TypeConversion.ExpectReal(image, "resampled");
        Interpolation how = image.IsLabelMap ? Interpolation.Nearest : interpolation;
        StoredImage unscaled = image with { Slope = 1, Intercept = 0 };
        StoredImage resampled = EachComponent(
            unscaled,
            VoxelType.Float32,
            (stored, component) => new Volume<float>(stored.Grid, StoredVoxels.Real(stored, component)),
            values => Resampling.Onto(values, grid, how, null, cancellation));
        return TypeConversion.Saturated(resampled, image.Type) with { Slope = image.Slope, Intercept = image.Intercept };
    }

    private static Volume<T> Stored<T>(StoredImage image, int component)
        where T : unmanaged =>
        new(image.Grid, MemoryMarshal.Cast<byte, T>(StoredVoxels.Component(image, component)).ToArray());

    /// <summary>Takes and changes component after component; the changed voxels are stored as the given type.</summary>
    private static StoredImage EachComponent<T>(StoredImage image, VoxelType type, Func<StoredImage, int, Volume<T>> take, Func<Volume<T>, Volume<T>> change)
        where T : unmanaged
    {
        Volume<T> first = change(take(image, 0));
        byte[] all = GC.AllocateUninitializedArray<byte>(
            VoxelCount.BytesOfOneArray(first.Size, (long)image.Components * Marshal.SizeOf<T>()));
        int bytesEach = all.Length / image.Components;
        for (int component = 0; component < image.Components; component++)
        {
            Volume<T> changed = component == 0 ? first : change(take(image, component));
            MemoryMarshal.AsBytes(changed.Voxels).CopyTo(all.AsSpan(component * bytesEach));
        }

        StoredImage result = image with { Grid = first.Grid, Type = type, Bytes = all, Interleaved = false };
        return image.Interleaved ? Interleaving.Weave(result) : result;
    }
}
