using System.IO.Compression;
using System.Text;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Numpy;

/// <summary>
/// NumPy arrays in a zip archive (.npz). Read as an image, it is the array called "image", "data" or "arr_0", else the first one; a warning
/// names the others, which <see cref="NpzArchive"/> reads.
/// </summary>
public sealed class NpzFormat : IVolumeFormat
{
    private static readonly string[] PreferredNames = ["image", "data", "arr_0"];

    /// <inheritdoc/>
    public string Name => "NPZ";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".npz"];

    /// <inheritdoc/>
    public bool CanWrite => true;

    /// <summary>Whether a zip archive begins with an entry that ends with .npy.</summary>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        const int NameLengthAt = 26, NameAt = 30;
        if (head.Length < NameAt || !head.StartsWith("PK\u0003\u0004"u8))
        {
            return false;
        }

        int length = head[NameLengthAt] | head[NameLengthAt + 1] << 8;
        return head.Length >= NameAt + length && Encoding.UTF8.GetString(head.Slice(NameAt, length)).EndsWith(".npy", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public StoredImage Identify(string path)
    {
        using NpzArchive archive = NpzArchive.Open(path);
        string name = Choose(archive, path);
        return WithWarning(archive.Identify(name), archive, name);
    }

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits)
    {
        using NpzArchive archive = NpzArchive.Open(path);
        string name = Choose(archive, path);
        return WithWarning(archive.Read(name, limits), archive, name);
    }

    /// <summary>Writes one array called "data". The geometry and the names of labels are lost: NPZ has no place for them.</summary>
    public void Write(string path, StoredImage image)
    {
        StoredImage plain = Interleaving.Split(Widening.Rescaled(image));
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry("data.npy", CompressionLevel.Fastest).Open();
        entry.Write(NumpyHeader.Encode(plain.Type, NumpyArray.ShapeOf(plain)));
        entry.Write(plain.Bytes);
    }

    private static string Choose(NpzArchive archive, string path) =>
        PreferredNames.FirstOrDefault(archive.Names.Contains)
        ?? (archive.Names is [var first, ..] ? first : null)
        ?? throw new VolumeFormatException("NPZ", "the archive holds no array (no entry that ends with .npy).", path);

    private static StoredImage WithWarning(StoredImage image, NpzArchive archive, string name) => archive.Names.Count == 1
        ? image
        : image with { Warnings = [.. image.Warnings, $"The archive holds {archive.Names.Count} arrays ({string.Join(", ", archive.Names)}); '{name}' was read."] };
}
