using System.Text;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.MetaImage;

/// <summary>ITK's MetaImage: header and voxels in one file (.mha) or apart (.mhd), plain or zlib-packed. Its coordinates are LPS+ already.</summary>
public sealed class MetaImageFormat : IVolumeFormat
{
    private static readonly string[] FirstKeys = ["ObjectType", "ObjectSubType", "NDims", "Comment", "BinaryData", "DimSize", "Name", "ID", "AcquisitionDate"];

    /// <inheritdoc/>
    public string Name => "MetaImage";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".mha", ".mhd"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        int equals = head.IndexOf((byte)'=');
        return equals is > 0 and < 64 && FirstKeys.Contains(Encoding.Latin1.GetString(head[..equals]).Trim());
    }

    /// <inheritdoc/>
    public StoredImage Identify(string path) => Source(path).Guard(() => MetaImageReader.Identify(Source(path)));

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits) => Source(path).Guard(() => MetaImageReader.Read(Source(path), limits));

    /// <inheritdoc/>
    public void Write(string path, StoredImage image) => MetaImageWriter.Write(Source(path), image);

    private ImageSource Source(string path) => new(Name, path);
}
