using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>Writes NIfTI-1, or NIfTI-2 where the image came from there or is too large for NIfTI-1.</summary>
internal static class NiftiWriter
{
    /// <summary>Writes one file, or a pair when the name ends with .hdr or .img.</summary>
    public static void Write(ImageSource target, StoredImage given)
    {
        StoredImage image = Writable(given, target);
        NiftiExtension[] extensions = [.. Extensions(image)];
        bool gzip = target.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string plain = gzip ? target.Path[..^3] : target.Path;
        bool pair = plain.EndsWith(".hdr", StringComparison.OrdinalIgnoreCase) || plain.EndsWith(".img", StringComparison.OrdinalIgnoreCase);
        byte[] header = new NiftiHeaderEncoder(image, pair).Encode(extensions);
        if (!pair)
        {
            PackedFile.Write(target.Path, gzip, header, image.Bytes);
            return;
        }

        string ending = gzip ? ".gz" : string.Empty;
        PackedFile.Write(Path.ChangeExtension(plain, ".img") + ending, gzip, image.Bytes);
        PackedFile.Write(Path.ChangeExtension(plain, ".hdr") + ending, gzip, header);
    }

    private static StoredImage Writable(StoredImage image, ImageSource target)
    {
        if (image.IsLabelMap && image.Components > 1)
        {
            throw target.Error($"NIfTI holds one label per voxel; this map has {image.Components} overlapping layers. Write it as .seg.nrrd.");
        }

        StoredImage widened = image.Type == VoxelType.Float16 ? Widening.ToFloat32(image) : image;
        bool colour = widened is { Interleaved: true, Type: VoxelType.UInt8, Components: 3 or 4 };
        return colour || !widened.Interleaved ? widened : Interleaving.Split(widened);
    }

    private static IEnumerable<NiftiExtension> Extensions(StoredImage image)
    {
        IEnumerable<NiftiExtension> kept = NiftiMetadata.ExtensionsOf(image);
        return image.Labels is { Count: > 0 } labels
            ? kept.Where(extension => !CaretLabels.IsTable(extension)).Append(CaretLabels.Encode(labels))
            : kept;
    }
}
