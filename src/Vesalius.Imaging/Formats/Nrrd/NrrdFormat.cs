using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>
/// NRRD 1 to 5: attached (.nrrd) or detached (.nhdr), raw, gzip, bzip2, text or hexadecimal; and 3D Slicer's segmentations (.seg.nrrd),
/// whose segments may overlap.
/// </summary>
public sealed class NrrdFormat : IVolumeFormat
{
    /// <inheritdoc/>
    public string Name => "NRRD";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".seg.nrrd", ".nrrd", ".nhdr"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("NRRD000"u8);

    /// <inheritdoc/>
    public StoredImage Identify(string path) => Source(path).Guard(() => NrrdReader.Identify(Source(path)));

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits) => Source(path).Guard(() => NrrdReader.Read(Source(path), limits));

    /// <inheritdoc/>
    public void Write(string path, StoredImage image) => NrrdWriter.Write(Source(path), image);

    private ImageSource Source(string path) => new(Name, path);
}
