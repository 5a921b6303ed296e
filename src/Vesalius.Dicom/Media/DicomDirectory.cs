using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Media;

/// <summary>
/// The list of files on a medium, a DICOMDIR (PS3.3 annex F): what it says of patients, studies, series, and where their files are.
/// </summary>
/// <param name="Path">The DICOMDIR.</param>
/// <param name="Records">Its records, in the file's order: each series after its study, each image after its series.</param>
public sealed record DicomDirectory(string Path, IReadOnlyList<DirectoryRecord> Records)
{
    /// <summary>The files that it names. Whether they are there is another matter.</summary>
    public IEnumerable<string> Files => Records.Select(record => record.File).OfType<string>();

    /// <summary>Reads a DICOMDIR.</summary>
    /// <exception cref="VolumeFormatException">
    /// The file is not DICOM, or is no DICOMDIR; or a file that it names lies outside its folder.
    /// </exception>
    public static DicomDirectory Read(string path)
    {
        DicomDataset dataset = DicomFile.Read(path).Dataset;
        return dataset.Contains(Tags.DirectoryRecordSequence)
            ? new DicomDirectory(path, [.. dataset.Items(Tags.DirectoryRecordSequence).Select(item => Record(item, path))])
            : throw new VolumeFormatException(
                "DICOM", "a DICOMDIR was expected, which has a directory record sequence (0004,1220); another object came.", path);
    }

    private static DirectoryRecord Record(DicomDataset item, string path)
    {
        IReadOnlyList<string> parts = item.Texts(Tags.ReferencedFileID);
        if (parts.Any(part => part is ".." or "." || part.Contains('/', StringComparison.Ordinal) || System.IO.Path.IsPathRooted(part)))
        {
            throw new VolumeFormatException(
                "DICOM", $"a file of a medium is named by plain folder and file names; '{string.Join('\\', parts)}' came.", path);
        }

        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        return new DirectoryRecord(
            item.Text(Tags.DirectoryRecordType) ?? string.Empty, parts.Count == 0
            ? null : System.IO.Path.Combine([folder, .. parts]), item);
    }
}
