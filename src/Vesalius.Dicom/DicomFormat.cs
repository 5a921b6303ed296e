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
    /// Whether the first DICOM files found there, in it or in folders below, are slices of one series. A folder of pictures that stand for themselves
    /// is none.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public bool RecognisesFolder(string folder)
    {
        DicomFile[] files = [.. FirstFiles(folder, FoldersDown).Take(FilesLookedAt).Select(TryRead).OfType<DicomFile>()];
        return files.Length > 0
            && files.Select(file => file.Dataset.Text(Tags.SeriesInstanceUID)).Distinct().Count() < Math.Max(2, files.Length)
            && files.Any(file => file.Dataset.Contains(Tags.ImagePositionPatient) || file.Dataset.Contains(Tags.PerFrameFunctionalGroupsSequence))
            && !files.Any(file => Modalities.AreProjections(file.Dataset.Text(Tags.Modality)));
    }

    /// <inheritdoc/>
    public StoredImage Identify(string path) => SeriesChoice.Only(path).Identify();

    /// <inheritdoc/>
    public StoredImage Read(string path, ReadLimits limits) => Brightness.HighIsBright(SeriesChoice.Only(path), series => series.ReadStored(limits));

    /// <summary>DICOM is not written as an image format.</summary>
    /// <exception cref="VolumeFormatException">Always.</exception>
    public void Write(string path, StoredImage image) =>
        throw new VolumeFormatException(Name, "images are not written as DICOM. Choose another ending, such as .nii.gz.", path);

    /// <summary>The files of the folder, or of the first folder below that has some.</summary>
    private static IEnumerable<string> FirstFiles(string folder, int deep)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal).Take(FilesLookedAt)];
        return files.Length > 0 || deep == 0 ? files : Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Take(FilesLookedAt).SelectMany(below => FirstFiles(below, deep - 1));
    }

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
