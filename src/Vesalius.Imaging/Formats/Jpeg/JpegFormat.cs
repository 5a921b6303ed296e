using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// JPEG pictures (ISO/IEC 10918-1), grey or colour: baseline, extended and progressive ones of 8 and 12 bits, lossless ones of 2 to 16
/// bits.
/// They can be read, not written: their compression changes pixel values.
/// </summary>
/// <remarks>
/// A picture that a camera stored sideways is turned upright as its EXIF orientation says, and a warning says so. The density in the file
/// is
/// that of print, not of the patient: the pixel spacing is 1 mm until something better is known. Decoders may differ by a grey level or
/// two.
/// </remarks>
public sealed class JpegFormat : IVolumeFormat
{
    internal const string FormatName = "JPEG";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".jpeg", ".jpg"];

    /// <inheritdoc/>
    public bool CanWrite => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <inheritdoc/>
    public StoredImage Identify(string path) => Describe(Header(File.ReadAllBytes(path), new ImageSource(FormatName, path)));

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var source = new ImageSource(FormatName, path);
        byte[] file = File.ReadAllBytes(path);
        JpegHeader header = Header(file, source);
        StoredImage image = Describe(header);
        limits.Check(image, path);
        ExpectPlausible(header, file.Length, source);
        byte[] decoded = new byte[image.ByteCount];
        int bytes = image.Type == VoxelType.UInt8 ? 1 : 2;
        Named(source, () => JpegDecoder.Decode(file, new JpegSamples(bytes, IsCoded(file)), decoded));
        var size = (header.Width, header.Height, header.Components * bytes);
        (byte[] pixels, _, _) = JpegOrientation.Upright(decoded, size, header.Orientation);
        return image with { Bytes = pixels };
    }

    /// <summary>JPEG is never written.</summary>
    /// <exception cref="VolumeFormatException">Always.</exception>
    public void Write(string path, StoredImage image) =>
        throw new VolumeFormatException(FormatName, "its compression changes pixel values, so it is not written. Write .png or "
            + ".tif.", path);

    /// <summary>Colours of a picture file are luminance and colour differences unless the file says that they are not.</summary>
    private static bool IsCoded(byte[] file) => JpegDecoder.Describe(file) is { IsLossless: false, Color: not JpegColorTransform.None };

    private static JpegHeader Header(byte[] file, ImageSource source)
    {
        JpegHeader? header = null;
        Named(source, () => header = JpegHeader.Parse(file, source));
        return header!;
    }

    /// <summary>Errors of the code stream name the file.</summary>
    private static void Named(ImageSource source, Action read)
    {
        try
        {
            read();
        }
        catch (VolumeFormatException error) when (error.Path is null)
        {
            throw source.Error(error.Problem, error.Position, error);
        }
    }

    /// <summary>Each block of 8 × 8 pixels takes at least a bit: a file too small for its size is refused before memory is taken.</summary>
    private static void ExpectPlausible(JpegHeader header, long fileBytes, ImageSource source)
    {
        long blocks = (header.Width + 7L) / 8 * ((header.Height + 7L) / 8);
        if (blocks > 8 * fileBytes || !header.IsComplete)
        {
            throw source.Error(
                $"a picture of {header.Width} × {header.Height} pixels was expected, but the file ends after {fileBytes:N0} "
                    + "bytes without its end marker (FF D9). It was cut short; copy it again.");
        }
    }

    private static StoredImage Describe(JpegHeader header)
    {
        (int width, int height) = JpegOrientation.Size(header.Width, header.Height, header.Orientation);
        return new StoredImage
        {
            Format = FormatName,
            Grid = Grid.Planar(width, height),
            Components = header.Components,
            Interleaved = header.Components > 1,
            Type = header.Precision > 8 ? VoxelType.UInt16 : VoxelType.UInt8,
            Bytes = [],
            Warnings = header.Orientation == 1
                ? []
                : [$"the picture was turned upright as its EXIF orientation ({header.Orientation}) says; a mask drawn on the "
                    + "unturned pixels will not fit"],
        };
    }
}
