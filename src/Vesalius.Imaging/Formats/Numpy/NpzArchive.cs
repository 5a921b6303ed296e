using System.IO.Compression;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Numpy;

/// <summary>The arrays of an .npz file, read one by one by name.</summary>
public sealed class NpzArchive : IDisposable
{
    private const string Ending = ".npy";

    private readonly ImageSource source;
    private readonly ZipArchive zip;

    private NpzArchive(ImageSource source, ZipArchive zip)
    {
        this.source = source;
        this.zip = zip;
        Names = [.. zip.Entries.Where(entry => entry.FullName.EndsWith(Ending, StringComparison.Ordinal)).Select(entry => entry.FullName[..^Ending.Length]).Distinct()];
    }

    /// <summary>The names of the arrays, in the archive's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens an archive and reads its directory.</summary>
    /// <exception cref="VolumeFormatException">The file is no readable zip archive.</exception>
    public static NpzArchive Open(string path)
    {
        var source = new ImageSource("NPZ", path);
        FileStream file = File.OpenRead(path);
        try
        {
            return new NpzArchive(source, new ZipArchive(file, ZipArchiveMode.Read));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            file.Dispose();
            throw source.Error($"the zip archive is damaged or cut short: {error.Message} Copy the file again.", null, error);
        }
    }

    /// <summary>What an array's header says: everything but its voxels.</summary>
    /// <exception cref="VolumeFormatException">There is no such array, or it is no image of numbers.</exception>
    public StoredImage Identify(string name) => Within(name, (file, entry) => NumpyArray.Describe(NumpyHeader.Decode(file, entry), entry));

    /// <summary>Reads an array. Its size is checked against the limits before memory is taken.</summary>
    /// <exception cref="VolumeFormatException">There is no such array, it is no image of numbers, or it is too large.</exception>
    public StoredImage Read(string name, ReadLimits? limits = null) => Within(name, (file, entry) =>
    {
        NumpyHeader header = NumpyHeader.Decode(file, entry);
        StoredImage image = NumpyArray.Describe(header, entry);
        (limits ?? ReadLimits.Default).Check(image, entry.Path);
        return image with { Bytes = NumpyArray.Voxels(file, header, image) };
    });

    /// <inheritdoc/>
    public void Dispose() => zip.Dispose();

    private StoredImage Within(string name, Func<DecodedFile, ImageSource, StoredImage> read)
    {
        ImageSource array = source with { Path = $"{source.Path}, array '{name}'" };
        return array.Guard(() =>
        {
            ZipArchiveEntry entry = zip.GetEntry(name + Ending)
                ?? throw source.Error($"there is no array '{name}'; the archive holds {string.Join(", ", Names)}.");
            using Stream content = entry.Open();
            using DecodedFile file = DecodedFile.Of(content, Math.Min(entry.Length, entry.CompressedLength * DecodedFile.MaxDeflateRatio), array);
            return read(file, array);
        });
    }
}
