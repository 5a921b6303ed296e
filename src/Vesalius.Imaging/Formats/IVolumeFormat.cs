namespace Vesalius.Imaging.Formats;

/// <summary>One file format. It converts between the file and <see cref="StoredImage"/>, whose geometry is always LPS+ millimetres.</summary>
public interface IVolumeFormat
{
    /// <summary>The format's name, such as "NRRD".</summary>
    string Name { get; }

    /// <summary>The endings of file names, longest first, with the dot: <c>.nii.gz</c>, <c>.nii</c>.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether this format can be written.</summary>
    bool CanWrite { get; }

    /// <summary>Whether the first bytes of a file (after gunzip where it is gzipped) are this format's.</summary>
    /// <param name="head">Up to 512 bytes of the file.</param>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Whether a folder is one image of this format: many files that are one volume.</summary>
    /// <param name="folder">A folder that exists.</param>
    bool RecognisesFolder(string folder) => false;

    /// <summary>Reads the header: everything of the image but its voxels.</summary>
    /// <exception cref="VolumeFormatException">The file is not readable as this format.</exception>
    StoredImage Identify(string path);

    /// <summary>Reads the image. The size is checked against <paramref name="limits"/> before memory is taken.</summary>
    /// <exception cref="VolumeFormatException">The file is not readable as this format.</exception>
    StoredImage Read(string path, ReadLimits limits);

    /// <summary>Writes the image to a path that does not exist yet.</summary>
    /// <exception cref="VolumeFormatException">The image cannot be represented in this format; the message says what can.</exception>
    void Write(string path, StoredImage image);
}
