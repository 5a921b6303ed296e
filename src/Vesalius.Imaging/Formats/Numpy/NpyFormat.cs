using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Numpy;

/// <summary>One NumPy array (.npy). It has no geometry: voxels of 1 mm at the origin, the last axis being x. Pickles are never read.</summary>
public sealed class NpyFormat : IVolumeFormat
{
    /// <inheritdoc/>
    public string Name => "NPY";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".npy"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => NumpyHeader.IsMagic(head);

    /// <inheritdoc/>
    public StoredImage Identify(string path)
    {
        var source = new ImageSource(Name, path);
        return source.Guard(() =>
        {
            using DecodedFile file = DecodedFile.Open(source);
            return NumpyArray.Describe(NumpyHeader.Decode(file, source), source);
        });
    }

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var source = new ImageSource(Name, path);
        return source.Guard(() =>
        {
            using DecodedFile file = DecodedFile.Open(source);
            NumpyHeader header = NumpyHeader.Decode(file, source);
            StoredImage image = NumpyArray.Describe(header, source);
            limits.Check(image, path);
            return image with { Bytes = NumpyArray.Voxels(file, header, image) };
        });
    }

    /// <summary>Writes the voxels, rescaled where a rescale is pending. The geometry and the names of labels are lost: NPY has no place for them.</summary>
    public void Write(string path, StoredImage image)
    {
        StoredImage plain = Interleaving.Split(Widening.Rescaled(image));
        PackedFile.Write(path, gzip: false, NumpyHeader.Encode(plain.Type, NumpyArray.ShapeOf(plain)), plain.Bytes);
    }
}
