using Vesalius.Dicom.Series;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom;

/// <summary>
/// DICOM as one more format of <see cref="VolumeFile"/>: a file, or the folder of a series. A host makes it known with
/// <see cref="VolumeFile.Add"/>; then training, prediction and conversion read DICOM as they read NIfTI.
/// </summary>
public sealed class DicomFormat : IVolumeFormat
{
    private const int FilesLookedAt = 8;
    private const int FoldersDown = 4;

    /// <inheritdoc/>
    public string Name => "DICOM";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".dicom", ".dcm", ".ima"];

    /// <inheritdoc/>
    public bool CanWrite => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.Length >= 132 && head.Slice(128, 4).SequenceEqual("DICM"u8);

    /// <summary>
    /// Whether the DICOM files in it are slices, or those in folders below are all of one series (as exported media have them). A folder of
    /// pictures
    /// that stand for themselves is none, nor is one with a folder for each scan.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public bool RecognisesFolder(string folder)
    {
        string[] own = Files(folder, FilesLookedAt);
        DicomFile[] files = [.. (own.Length > 0 ? own : Below(folder, FoldersDown)).Select(TryRead).OfType<DicomFile>()];
        int series = files.Select(file => file.Dataset.Text(Tags.SeriesInstanceUID)).Distinct().Count();
        return files.Length > 0
            && (own.Length > 0 ? series < Math.Max(2, files.Length) : series == 1)
            && files.Any(file =>
                file.Dataset.Contains(Tags.ImagePositionPatient) || file.Dataset.Contains(Tags.PerFrameFunctionalGroupsSequence))
            && !files.Any(file => Modalities.AreProjections(file.Dataset.Text(Tags.Modality)));
    }

    /// <inheritdoc/>
    public StoredImage Identify(string path) => SeriesChoice.Only(path).Identify();

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits) =>
        SeriesChoice.Only(path).ReadStored(limits);

    /// <summary>DICOM is not written as an image format.</summary>
    /// <exception cref="VolumeFormatException">Always.</exception>
    public void Write(string path, StoredImage image) =>
        throw new VolumeFormatException(Name, "images are not written as DICOM. Choose another ending, such as .nii.gz.", path);

    private static string[] Files(string folder, int most) =>
        [.. Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.') && Path.GetFileName(file) != "DICOMDIR")
            .Order(StringComparer.Ordinal).Take(most)];

    /// <summary>A few files of each of the folders below.</summary>
    private static IEnumerable<string> Below(string folder, int deep) => deep == 0 ? [] : Directory.EnumerateDirectories(folder)
        .Where(below => !Path.GetFileName(below).StartsWith('.'))
        .Order(StringComparer.Ordinal)
        .Take(FilesLookedAt)
        .SelectMany(below => Files(below, 2) is { Length: > 0 } files ? files : Below(below, deep - 1));

    private static DicomFile? TryRead(string path)
    {
        try
        {
            return DicomFile.TryRead(path, DicomReadOptions.Header);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
