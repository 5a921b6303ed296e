namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>This library's own parser.</summary>
public sealed class OwnParserTests : DicomParserContract
{
    protected override DicomFile Read(byte[] content) => DicomFile.Read(content);
}
