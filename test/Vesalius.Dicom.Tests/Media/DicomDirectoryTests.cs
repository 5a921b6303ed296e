using Vesalius.Dicom.Media;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Tests.Media;

public sealed class DicomDirectoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vesalius-media").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Records_name_files_beside_the_directory()
    {
        DicomDirectory directory = DicomDirectory.Read(Written("IMAGES", "CT000001"));
        Assert.Equal(["PATIENT", "IMAGE"], directory.Records.Select(record => record.Type));
        Assert.Equal([Path.Combine(folder, "IMAGES", "CT000001")], directory.Files);
    }

    [Fact]
    public void A_file_outside_the_medium_is_refused() =>
        Assert.Contains("plain folder and file names",
            Assert.Throws<VolumeFormatException>(() => DicomDirectory.Read(Written("..", "passwd"))).Message, StringComparison.Ordinal);

    private string Written(params string[] file)
    {
        string path = Path.Combine(folder, "DICOMDIR");
        new DicomFile(DicomDataset.Empty, new DicomDataset(
        [
            DicomElement.OfText(Tags.SOPClassUID, "1.2.840.10008.1.3.10"), DicomElement.OfText(Tags.SOPInstanceUID, "2.25.1"),
            new DicomElement(Tags.DirectoryRecordSequence,
            [
                new DicomDataset([DicomElement.OfText(Tags.DirectoryRecordType, "PATIENT")]),
                new DicomDataset([DicomElement.OfText(Tags.DirectoryRecordType, "IMAGE"),
                    DicomElement.OfText(Tags.ReferencedFileID, file)]),
            ]),
        ])).Write(path);
        return path;
    }
}
