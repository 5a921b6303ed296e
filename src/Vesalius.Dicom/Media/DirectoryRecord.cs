namespace Vesalius.Dicom.Media;

/// <summary>One record of a DICOMDIR.</summary>
/// <param name="Type">What it is of: <c>PATIENT</c>, <c>STUDY</c>, <c>SERIES</c>, <c>IMAGE</c>, ….</param>
/// <param name="File">The file that it names, as a path on this machine; null for records that are of no file.</param>
/// <param name="Dataset">What it says.</param>
public sealed record DirectoryRecord(string Type, string? File, DicomDataset Dataset);
