using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>
/// TIFF pictures and stacks (TIFF 6.0): grey, RGB and palette, whole numbers of 1 to 64 bits and floating point, in strips or tiles, side by
/// side or in planes, all usual compressions. Pages of one size are the slices of a volume.
/// </summary>
/// <remarks>
/// Spacing is read and written as ImageJ does, in millimetres; other resolution tags are those of print and leave the spacing at 1 mm. Where a
/// file says that 0 is white, the stored values stay and slope and intercept turn them into brightness. Origin and direction cannot be stored.
/// </remarks>
public sealed class TiffFormat : IVolumeFormat
{
    internal const string FormatName = "TIFF";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".tiff", ".tif"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8);

    /// <inheritdoc/>
    public StoredImage Identify(string path) => Using(path, reader => reader.Describe([]));

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Using(path, reader => reader.Read(limits));
    }

    /// <inheritdoc/>
    public void Write(string path, StoredImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var source = new ImageSource(FormatName, path);
        ForeignDecoder.Run(source, () =>
        {
            TiffWriter.Write(source, image);
            return true;
        });
    }

    private static StoredImage Using(string path, Func<TiffReader, StoredImage> read)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        }

        var source = new ImageSource(FormatName, path);
        return ForeignDecoder.Run(source, () =>
        {
            using var reader = new TiffReader(source);
            return read(reader);
        });
    }
}
