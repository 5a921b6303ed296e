namespace Vesalius.Imaging.Formats.Storage;

/// <summary>What the components of a picture mean when it is read as a scan or as labels: colours, opacity, indices into a palette.</summary>
internal static class PictureComponents
{
    /// <summary>The luminance of a colour: 0.299 R + 0.587 G + 0.114 B. Of a grey it is the grey itself.</summary>
    public static float Luminance(double red, double green, double blue) => (float)(0.299 * red + 0.587 * green + 0.114 * blue);

    /// <summary>The luminance of the colours that a palette picture's values stand for; black where a value has none.</summary>
    public static Volume<float> PaletteLuminance(StoredImage image, IReadOnlyList<Rgb> palette)
    {
        float[] grey = [.. palette.Select(color => Luminance(color.Red, color.Green, color.Blue))];
        return new Volume<float>(image.Grid, Array.ConvertAll(image.Bytes, index => index < grey.Length ? grey[index] : 0));
    }

    /// <summary>
    /// A picture as labels have it: without opacity, one component where red, green and blue are everywhere equal (a grey mask saved as colour),
    /// and with the palette's colours for the labels that occur.
    /// </summary>
    public static StoredImage AsLabels(StoredImage image)
    {
        StoredImage plain = image.HasAlpha ? First(image, image.Components - 1) with { HasAlpha = false } : image;
        if (plain is { Interleaved: true, Components: 3, IsLabelMap: false } && IsGrey(plain))
        {
            plain = First(plain, 1);
        }

        return plain is { Palette: { } palette, Labels: null, Components: 1, Type: VoxelType.UInt8 } ? plain with { Labels = Table(plain, palette) } : plain;
    }

    private static bool IsGrey(StoredImage image)
    {
        ReadOnlySpan<byte> red = StoredVoxels.Component(image, 0);
        return red.SequenceEqual(StoredVoxels.Component(image, 1)) && red.SequenceEqual(StoredVoxels.Component(image, 2));
    }

    private static StoredImage First(StoredImage image, int count)
    {
        StoredImage split = Interleaving.Split(image);
        int bytes = split.Bytes.Length / split.Components * count;
        StoredImage kept = split with { Components = count, Bytes = split.Bytes[..bytes] };
        return count > 1 && image.Interleaved ? Interleaving.Weave(kept) : kept;
    }

    /// <summary>A label that is black in the palette could not be seen, and gets a colour of its own.</summary>
    private static LabelTable Table(StoredImage image, IReadOnlyList<Rgb> palette) => new(image.Bytes.Distinct()
        .Where(value => value > 0)
        .Select(value => new Label(value, $"label {value}", value < palette.Count && palette[value] != default ? palette[value] : Rgb.ForLabel(value))));
}
