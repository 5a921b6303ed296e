namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Changes whether the components of a voxel lie side by side or each in a volume of its own.</summary>
internal static class Interleaving
{
    /// <summary>One volume per component.</summary>
    public static StoredImage Split(StoredImage image)
    {
        if (!image.Interleaved || image.Components == 1)
        {
            return image with { Interleaved = false };
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>(image.Bytes.Length);
        int step = bytes.Length / image.Components;
        for (int component = 0; component < image.Components; component++)
        {
            StoredVoxels.Component(image, component).CopyTo(bytes.AsSpan(component * step));
        }

        return image with { Bytes = bytes, Interleaved = false };
    }

    /// <summary>The components of each voxel side by side.</summary>
    public static StoredImage Weave(StoredImage image)
    {
        if (image.Interleaved || image.Components == 1)
        {
            return image with { Interleaved = true };
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>(image.Bytes.Length);
        int size = image.Type.Size(), voxels = bytes.Length / image.Components / size;
        for (int component = 0; component < image.Components; component++)
        {
            ReadOnlySpan<byte> one = StoredVoxels.Component(image, component);
            for (int voxel = 0; voxel < voxels; voxel++)
            {
                one.Slice(voxel * size, size).CopyTo(bytes.AsSpan((voxel * image.Components + component) * size));
            }
        }

        return image with { Bytes = bytes, Interleaved = true };
    }
}
