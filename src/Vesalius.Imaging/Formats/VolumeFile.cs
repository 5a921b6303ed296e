namespace Vesalius.Imaging.Formats;

/// <summary>The door to all file formats: finds the format by content or by the file's ending, reads, and writes so that no half file is left.</summary>
public static class VolumeFile
{
    /// <summary>Every known format, in the order in which they are asked.</summary>
    public static IReadOnlyList<IVolumeFormat> Formats { get; } = [];

    /// <summary>Reads a scan: real values (stored value times slope plus intercept) of a file with one component.</summary>
    /// <exception cref="VolumeFormatException">The file cannot be read, or has several components.</exception>
    public static Volume<float> Read(string path) => throw new NotSupportedException(path);
}
