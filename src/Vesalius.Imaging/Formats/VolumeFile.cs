using Vesalius.Imaging.Formats.Jpeg;
using Vesalius.Imaging.Formats.MetaImage;
using Vesalius.Imaging.Formats.Nifti;
using Vesalius.Imaging.Formats.Nrrd;
using Vesalius.Imaging.Formats.Numpy;
using Vesalius.Imaging.Formats.Png;
using Vesalius.Imaging.Formats.Storage;
using Vesalius.Imaging.Formats.Tiff;

namespace Vesalius.Imaging.Formats;

/// <summary>The door to all file formats: finds the format by content or by the file's ending, reads, and writes so that no half file is left.</summary>
public static class VolumeFile
{
    private static volatile IVolumeFormat[] formats =
    [
        new NiftiFormat(),
        new NrrdFormat(),
        new MetaImageFormat(),
        new NpyFormat(),
        new NpzFormat(),
        new PngFormat(),
        new JpegFormat(),
        new TiffFormat(),
    ];

    /// <summary>Every known format, in the order in which they are asked. A new format of this library is added here and nowhere else.</summary>
    public static IReadOnlyList<IVolumeFormat> Formats => formats;

    /// <summary>All endings of file names that some format knows, the longest first.</summary>
    public static IReadOnlyList<string> KnownExtensions { get; private set; } = ExtensionsOf(formats);

    /// <summary>
    /// Makes the format of another library known to this process, so that everything that reads scans reads it too. A host does it once, before it
    /// reads; a format of the same name takes the place of the one before.
    /// </summary>
    public static void Add(IVolumeFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        lock (AddingOne)
        {
            formats = [.. formats.Where(known => known.Name != format.Name), format];
            KnownExtensions = ExtensionsOf(formats);
        }
    }

    /// <summary>Whether a folder as a whole is one image: the files of a DICOM series.</summary>
    public static bool IsImageFolder(string path) => Directory.Exists(path) && formats.Any(format => format.RecognisesFolder(path));

    /// <summary>The file's name without folder and without the longest known ending: <c>case.nii.gz</c> gives <c>case</c>. A folder's whole name.</summary>
    public static string StemOf(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (Directory.Exists(path))
        {
            return name;
        }

        string? extension = KnownExtensions.FirstOrDefault(known => name.Length > known.Length && name.EndsWith(known, StringComparison.OrdinalIgnoreCase));
        return extension is null ? Path.GetFileNameWithoutExtension(name) : name[..^extension.Length];
    }

    /// <summary>The format of an existing file: by its first bytes, and by its ending where they decide nothing.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="VolumeFormatException">The path is a folder, or no format knows the content; the message lists the readable ones.</exception>
    public static IVolumeFormat FormatOf(string path) => FormatDetection.OfExistingFile(path);

    /// <summary>Reads the header: everything of the image but its voxels.</summary>
    /// <exception cref="VolumeFormatException">The file cannot be read; the message says why and where.</exception>
    public static StoredImage Identify(string path) => FormatOf(path).Identify(path);

    /// <summary>Reads an image as it is stored, before any rescale.</summary>
    /// <param name="path">The file; of a pair, either of the two.</param>
    /// <param name="limits">The most memory to take; as much as one array holds by default.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read; the message says why and where.</exception>
    public static StoredImage ReadStored(string path, ReadLimits? limits = null) => FormatOf(path).Read(path, limits ?? ReadLimits.Default);

    /// <summary>
    /// Reads a scan: real values (stored value times slope plus intercept) of a file with one component. A colour image gives its luminance,
    /// 0.299 R + 0.587 G + 0.114 B; opacity is left out.
    /// </summary>
    /// <exception cref="VolumeFormatException">The file cannot be read, or has several components.</exception>
    public static Volume<float> Read(string path)
    {
        StoredImage image = ReadStored(path);
        if (image is { Palette: { } palette, IsLabelMap: false, Type: VoxelType.UInt8 })
        {
            return PictureComponents.PaletteLuminance(image, palette);
        }

        if (image.Components - (image.HasAlpha ? 1 : 0) == 1)
        {
            return RealComponent(image, 0, path);
        }

        return IsColour(image)
            ? Luminance(image, path)
            : throw new VolumeFormatException(image.Format, $"a scan has one value per voxel; this image has {image.Components}. Read its channels instead, or split it.", path);
    }

    /// <summary>Reads every component as a scan of its own: channels, time points, colour parts.</summary>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public static IReadOnlyList<Volume<float>> ReadChannels(string path)
    {
        StoredImage image = ReadStored(path);
        return [.. Enumerable.Range(0, image.Components).Select(component => RealComponent(image, component, path))];
    }

    /// <summary>
    /// Reads a label map. Values must be whole numbers from 0 to 65,535, in any stored type. Names come from <paramref name="names"/>, else from
    /// the file where it has them; a value without a name is called "label N".
    /// </summary>
    /// <exception cref="VolumeFormatException">The file cannot be read, or a value is no label; the message names it and its voxel.</exception>
    public static LabelMap ReadLabels(string path, LabelTable? names = null)
    {
        StoredImage image = ReadStored(path);
        return new ImageSource(image.Format, path).ReadLabels(PictureComponents.AsLabels(image), names);
    }

    /// <summary>Writes a scan as 32-bit floating point values; the ending decides the format.</summary>
    /// <exception cref="VolumeFormatException">No format has this ending, or it cannot hold such an image.</exception>
    public static void Write(string path, Volume<float> volume) => WriteStored(path, StoredImage.Of(volume));

    /// <summary>Writes a label map in the smallest type that holds its values; the ending decides the format.</summary>
    /// <exception cref="VolumeFormatException">No format has this ending, or it cannot hold the map: overlapping layers go into a .seg.nrrd.</exception>
    public static void Write(string path, LabelMap labels) => WriteStored(path, StoredImage.Of(labels));

    /// <summary>
    /// Writes an image as it is stored; the ending decides the format. The file appears under its name only when it is complete; what was there
    /// before stays until then.
    /// </summary>
    /// <exception cref="VolumeFormatException">No format has this ending, or it cannot hold such an image.</exception>
    public static void WriteStored(string path, StoredImage image)
    {
        IVolumeFormat format = FormatDetection.ForWriting(path);
        AtomicWrite.To(path, temporary => format.Write(temporary, image));
    }

    private static readonly Lock AddingOne = new();

    private static string[] ExtensionsOf(IEnumerable<IVolumeFormat> known) =>
        [.. known.SelectMany(format => format.Extensions).Distinct().OrderByDescending(extension => extension.Length)];

    private static bool IsColour(StoredImage image) =>
        image is { Interleaved: true, Components: 3 or 4, Type: VoxelType.UInt8 or VoxelType.UInt16, IsLabelMap: false };

    private static Volume<float> RealComponent(StoredImage image, int component, string path)
    {
        try
        {
            return new Volume<float>(image.Grid, StoredVoxels.Real(image, component));
        }
        catch (NotSupportedException error)
        {
            throw new VolumeFormatException(image.Format, error.Message, path, null, error);
        }
    }

    private static Volume<float> Luminance(StoredImage image, string path)
    {
        Volume<float> red = RealComponent(image, 0, path), green = RealComponent(image, 1, path), blue = RealComponent(image, 2, path);
        Span<float> sum = red.Voxels, g = green.Voxels, b = blue.Voxels;
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = PictureComponents.Luminance(sum[i], g[i], b[i]);
        }

        return red;
    }
}
