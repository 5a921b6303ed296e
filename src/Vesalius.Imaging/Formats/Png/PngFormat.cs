namespace Vesalius.Imaging.Formats.Png;

/// <summary>
/// PNG pictures (ISO/IEC 15948): grey, grey with opacity, RGB, RGBA and palette, 1 to 16 bits, plain or interlaced.
/// </summary>
/// <remarks>
/// Samples of 1, 2 and 4 bits are read as the numbers they are (0…1, 0…3, 0…15), not stretched to 255. A palette picture is read as its
/// indices, which are the labels where it is a mask; the colours stand in <see cref="StoredImage.Palette"/>. Transparency other than an
/// opacity channel (tRNS), gamma and colour profiles do not change values. The resolution of a PNG (pHYs) is that of print or screen, not of
/// the patient: the pixel spacing is 1 mm until something better is known.
/// </remarks>
public sealed class PngFormat : IVolumeFormat
{
    internal const string FormatName = "PNG";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".png"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(PngChunks.Signature);

    /// <inheritdoc/>
    public StoredImage Identify(string path)
    {
        using FileStream file = File.OpenRead(path);
        return new PngReader(file, path).Describe([]);
    }

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        using FileStream file = File.OpenRead(path);
        return new PngReader(file, path).Read(limits);
    }

    /// <summary>
    /// Writes one slice of whole numbers from 0 to 65,535: 8-bit where all fit, otherwise 16-bit; one component as grey (or with the palette it
    /// came with), two as grey and opacity, three as RGB, four as RGBA. Where the pixels lie in the patient cannot be stored.
    /// </summary>
    /// <inheritdoc/>
    public void Write(string path, StoredImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        (byte[] samples, int depth) = PictureSamples.WholeNumbers(image, FormatName, path);
        PngColor color = image.Components switch
        {
            1 when depth == 8 && image.Palette is { Count: > 0 and <= 256 } palette && samples.Max() < palette.Count => PngColor.Palette,
            1 => PngColor.Grey,
            2 => PngColor.GreyAlpha,
            3 => PngColor.Rgb,
            4 => PngColor.Rgba,
            _ => throw Broken($"a pixel has 1 to 4 components; this image has {image.Components}. Write them one by one.", path),
        };
        using FileStream file = File.Create(path);
        PngWriter.Write(file, new PngHeader(image.Grid.Size.X, image.Grid.Size.Y, depth, color, Interlaced: false), samples, image.Palette, image.Metadata);
    }

    internal static VolumeFormatException Broken(string problem, string? path, long? position = null) => new(FormatName, problem, path, position);
}
