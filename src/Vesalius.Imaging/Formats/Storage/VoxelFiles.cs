namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Voxels in one or several files beside a header.</summary>
internal static class VoxelFiles
{
    /// <summary>Reads the voxels of each file and puts them one after the other; every file has an equal share.</summary>
    /// <param name="names">The files, relative to the header's folder.</param>
    /// <param name="image">The whole image, without voxels.</param>
    /// <param name="source">The header file.</param>
    /// <param name="decode">Reads the voxels of one part from its file.</param>
    public static byte[] Join(
        IReadOnlyList<string> names, StoredImage image, ImageSource source, Func<DecodedFile, StoredImage, ImageSource, byte[]> decode)
    {
        if (names.Count == 1)
        {
            return Read(names[0], image, source, decode);
        }

        long values = image.Grid.Size.Count * image.Components;
        if (values % names.Count != 0)
        {
            throw source.Error($"{values:N0} values cannot be shared evenly by {names.Count} voxel files.");
        }

        StoredImage share = image with { Grid = Grid.Of(new Size3((int)(values / names.Count), 1, 1), new Spacing(1, 1, 1)), Components = 1 };
        foreach (string name in names)
        {
            Existing(name, source);
        }

        byte[] voxels = GC.AllocateUninitializedArray<byte>((int)image.ByteCount);
        for (int i = 0; i < names.Count; i++)
        {
            Read(names[i], share, source, decode).CopyTo(voxels, i * share.ByteCount);
        }

        return voxels;
    }

    private static byte[] Read(string name, StoredImage part, ImageSource source, Func<DecodedFile, StoredImage, ImageSource, byte[]> decode)
    {
        ImageSource voxels = Existing(name, source);
        using DecodedFile file = DecodedFile.OpenAsIs(voxels);
        return decode(file, part, voxels);
    }

    private static ImageSource Existing(string name, ImageSource source)
    {
        ImageSource voxels = source with { Path = source.Sibling(name) };
        return File.Exists(voxels.Path)
            ? voxels
            : throw source.Error($"its header names the voxel file '{TextNumbers.Shortened(name)}', which is not there. Copy it beside the header.");
    }
}
