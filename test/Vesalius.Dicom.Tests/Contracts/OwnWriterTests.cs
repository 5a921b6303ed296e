namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>This library's own writer.</summary>
public sealed class OwnWriterTests : DicomWriterContract
{
    protected override byte[] Write(DicomFile file, string transferSyntax)
    {
        using var stream = new MemoryStream();
        file.Write(stream, transferSyntax);
        return stream.ToArray();
    }
}
