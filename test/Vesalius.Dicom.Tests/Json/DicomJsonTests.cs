using System.Text.Json;
using Vesalius.Dicom.Json;

namespace Vesalius.Dicom.Tests.Json;

public sealed class DicomJsonTests
{
    private static readonly DicomDataset Sample = new(
    [
        DicomElement.OfText(DicomTag.Parse("SpecificCharacterSet"), "ISO_IR 192"),
        DicomElement.OfText(DicomTag.Parse("PatientName"), "Wang^XiaoDong=王^小東"),
        DicomElement.OfText(DicomTag.Parse("PixelSpacing"), "0.5", "0.25"),
        DicomElement.OfNumbers(DicomTag.Parse("Rows"), 512),
        DicomElement.OfText(DicomTag.Parse("StudyDate"), ""),
        new DicomElement(DicomTag.Parse("RedPaletteColorLookupTableData"), ValueRepresentation.OW, new byte[] { 1, 2, 3, 4 }),
        new DicomElement(DicomTag.Parse("ReferencedImageSequence"),
            [new DicomDataset([DicomElement.OfText(DicomTag.Parse("ReferencedSOPInstanceUID"), "1.2.3")])]),
    ]);

    [Fact]
    public void Members_are_as_the_standard_has_them()
    {
        using JsonDocument document = JsonDocument.Parse(DicomJson.Write(Sample));
        JsonElement json = document.RootElement;
        Assert.Equal("王^小東", json.GetProperty("00100010").GetProperty("Value")[0].GetProperty("Ideographic").GetString());
        Assert.Equal(0.25, json.GetProperty("00280030").GetProperty("Value")[1].GetDouble());
        Assert.Equal("AQIDBA==", json.GetProperty("00281201").GetProperty("InlineBinary").GetString());
        Assert.False(json.GetProperty("00080020").TryGetProperty("Value", out _));
        Assert.Equal("1.2.3", json.GetProperty("00081140").GetProperty("Value")[0].GetProperty("00081155")
            .GetProperty("Value")[0].GetString());
    }

    [Fact]
    public void What_is_written_can_be_read_again()
    {
        DicomDataset again = DicomJson.Read(DicomJson.Write(Sample));
        Assert.Equal(Sample.Elements.Select(element => (element.Tag, element.Representation)),
            again.Elements.Select(element => (element.Tag, element.Representation)));
        Assert.All(Sample.Elements.Where(element => !element.IsSequence), element =>
            Assert.Equal(element.Bytes.ToArray(), again.Find(element.Tag)!.Bytes.ToArray()));
        Assert.Equal("1.2.3", again.Items(DicomTag.Parse("ReferencedImageSequence"))[0].Text(DicomTag.Parse("ReferencedSOPInstanceUID")));
    }

    [Fact]
    public void Bulk_data_may_be_elsewhere() =>
        Assert.Contains("\"BulkDataURI\":\"bulk/00281201\"",
            DicomJson.Write(Sample, element => element.Representation == ValueRepresentation.OW ? $"bulk/{element.Tag.Value:X8}" : null),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{\"Rows\":{}}", "eight hexadecimal digits")]
    [InlineData("{\"00280010\":{\"vr\":\"US\",\"Value\":[\"x\"]}}", "Rows")]
    public void What_is_no_data_set_is_refused(string json, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => DicomJson.Read(json)).Message, StringComparison.Ordinal);
}
