using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Serialization;

/// <summary>Writes files: a preamble of zeros, new meta information, the data set.</summary>
internal static class Part10Writer
{
    /// <summary>Identifies this writer in the files it makes. Derived from a UUID (PS3.5 annex B.2).</summary>
    private const string ImplementationClass = "2.25.137866207236178834640226838431937842107";

    private const string ImplementationVersion = "VESALIUS_01";

    public static void WriteFile(string path, DicomFile file, string? transferSyntax)
    {
        string target = Path.GetFullPath(path), temporary = $"{target}.{Guid.NewGuid():N}.part";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                Write(stream, file, transferSyntax);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public static void Write(Stream stream, DicomFile file, string? transferSyntax)
    {
        string syntax = SyntaxOf(file, transferSyntax);
        stream.Write(new byte[128]);
        stream.Write("DICM"u8);
        using var meta = new DatasetWriter(DatasetEncoding.ExplicitLittle);
        meta.Write(MetaOf(file, syntax));
        using var head = new DatasetWriter(DatasetEncoding.ExplicitLittle);
        head.Write(new DicomDataset(
            [new DicomElement(Tags.FileMetaInformationGroupLength, ValueRepresentation.UL, BitConverter.GetBytes((uint)meta.Length))]));
        head.CopyTo(stream);
        meta.CopyTo(stream);
        using var body = new DatasetWriter(DatasetEncoding.Of(syntax));
        body.WriteTop(file.Dataset, stream);
    }

    private static string SyntaxOf(DicomFile file, string? wanted)
    {
        bool isEncapsulated = file.Dataset.Find(Tags.PixelData) is { IsEncapsulated: true };
        string own = file.TransferSyntax is TransferSyntax.DeflatedExplicitLittleEndian or TransferSyntax.ExplicitBigEndian
            ? TransferSyntax.ExplicitLittleEndian : file.TransferSyntax;
        if (wanted is null || wanted == file.TransferSyntax)
        {
            return own;
        }

        bool isWritable = wanted is TransferSyntax.ExplicitLittleEndian or TransferSyntax.ImplicitLittleEndian;
        return isEncapsulated || !isWritable
            ? throw new ArgumentException(isEncapsulated
                ? $"The pixels are compressed ({DicomDictionary.NameOfUid(file.TransferSyntax)}); they can be written as they are only, not as {DicomDictionary.NameOfUid(wanted)}."
                : $"Files are written as explicit or implicit little-endian; {DicomDictionary.NameOfUid(wanted)} was asked for.",
                    nameof(wanted))
            : wanted;
    }

    private static DicomDataset MetaOf(DicomFile file, string syntax)
    {
        DicomDataset own = file.Meta.Without(element => element.Tag == Tags.FileMetaInformationGroupLength);
        string? sopClass = file.Dataset.Text(Tags.SOPClassUID) ?? own.Text(Tags.MediaStorageSOPClassUID);
        string? instance = file.Dataset.Text(Tags.SOPInstanceUID) ?? own.Text(Tags.MediaStorageSOPInstanceUID);
        return sopClass is null || instance is null
            ? throw new VolumeFormatException(
                "DICOM", "a file has a SOP class UID (0008,0016) and a SOP instance UID (0008,0018); this data set lacks one. Add it before writing.", file.Path)
            : own.With(
            [
                new DicomElement(Tags.FileMetaInformationVersion, ValueRepresentation.OB, new byte[] { 0, 1 }),
                DicomElement.OfText(Tags.MediaStorageSOPClassUID, sopClass),
                DicomElement.OfText(Tags.MediaStorageSOPInstanceUID, instance),
                DicomElement.OfText(Tags.TransferSyntaxUID, syntax),
                DicomElement.OfText(Tags.ImplementationClassUID, ImplementationClass),
                DicomElement.OfText(Tags.ImplementationVersionName, ImplementationVersion),
            ]);
    }
}
