namespace Vesalius.Imaging.Formats;

/// <summary>What a reader may take before it refuses a file.</summary>
/// <param name="MaxBytes">
/// The most decoded bytes one image may have. The default is what one array can hold, about 2 GB; a larger number means the same.
/// </param>
public sealed record ReadLimits(long MaxBytes)
{
    /// <summary>As much as one array can hold.</summary>
    public static ReadLimits Default { get; } = new(Array.MaxLength);

    /// <summary>Refuses an image that is larger than allowed, before memory is taken.</summary>
    /// <exception cref="VolumeFormatException">The image is too large; the message names its size.</exception>
    public void Check(StoredImage header, string path)
    {
        ArgumentNullException.ThrowIfNull(header);
        long most = Math.Min(MaxBytes, Array.MaxLength);
        if (header.ByteCount > most)
        {
            throw new VolumeFormatException(
                header.Format,
                $"the image has {header.Grid.Size} voxels × {header.Components} component(s) of {header.Type.Name()}, {header.ByteCount:N0} bytes; at most {most:N0} can be read. Crop it or split its components first.",
                path);
        }
    }
}
