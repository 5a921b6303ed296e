using System.Buffers.Binary;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>
/// NIfTI-1 and NIfTI-2 in one file or as a pair, gzipped or not, of either byte order; the older Analyze 7.5 is read as well.
/// The files hold RAS+ coordinates; they are turned into LPS+ here and nowhere else.
/// </summary>
public sealed class NiftiFormat : IVolumeFormat
{
    /// <inheritdoc/>
    public string Name => "NIfTI";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".nii.gz", ".hdr.gz", ".img.gz", ".nii", ".hdr", ".img"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4)
        {
            return false;
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(head);
        bool knownSize = size is NiftiHeader.Size1 or NiftiHeader.Size2
            || BinaryPrimitives.ReverseEndianness(size) is NiftiHeader.Size1 or NiftiHeader.Size2;
        return knownSize || (head.Length >= NiftiHeader.Size1 && (head[344..].StartsWith("n+1\0"u8) || head[344..].StartsWith("ni1\0"u8)));
    }

    /// <inheritdoc/>
    public StoredImage Identify(string path) => Source(path).Guard(() => NiftiReader.Identify(Source(path)));

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits) => Source(path).Guard(() => NiftiReader.Read(Source(path), limits));

    /// <inheritdoc/>
    public void Write(string path, StoredImage image) => NiftiWriter.Write(Source(path), image);

    private ImageSource Source(string path) => new(Name, path);
}
