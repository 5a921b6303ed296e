using System.Buffers.Binary;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>What a writer of DICOM files must do to take the place of this library's own (PS3.10, PS3.5 chapter 7).</summary>
public abstract class DicomWriterContract
{
    private static readonly DicomTag Referenced = new(0x0008, 0x1140);

    private static readonly DicomFile Original = new(DicomDataset.Empty, new DicomDataset(
    [
        DicomElement.OfText(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7"), DicomElement.OfText(Tags.SOPInstanceUID, "2.25.12"),
        DicomElement.OfText(Tags.PatientName, "Odd"), DicomElement.OfNumbers(Tags.Rows, 2), DicomElement.OfNumbers(Tags.Columns, 2),
        new DicomElement(Referenced, [new DicomDataset([DicomElement.OfText(Tags.SOPInstanceUID, "1.2.3")]), DicomDataset.Empty]),
        new DicomElement(new DicomTag(0x0019, 0x0010), ValueRepresentation.LO, "MAKER"u8.ToArray()),
        new DicomElement(new DicomTag(0x0019, 0x1001), ValueRepresentation.OB, new byte[] { 1, 2, 3 }),
        new DicomElement(Tags.PixelData, ValueRepresentation.OW, new byte[] { 1, 0, 2, 0, 3, 0, 4, 0 }),
    ]));

    /// <summary>Writes a file in explicit or implicit little-endian.</summary>
    protected abstract byte[] Write(DicomFile file, string transferSyntax);

    [Theory]
    [InlineData(TransferSyntax.ExplicitLittleEndian)]
    [InlineData(TransferSyntax.ImplicitLittleEndian)]
    public void What_was_written_is_read_again(string transferSyntax)
    {
        DicomFile file = DicomFile.Read(Write(Original, transferSyntax));
        Assert.Equal(transferSyntax, file.TransferSyntax);
        Assert.Empty(file.Warnings);
        Assert.Equal(["1.2.3", null], file.Dataset.Items(Referenced).Select(item => item.Text(Tags.SOPInstanceUID)));
        foreach (DicomElement element in Original.Dataset.Elements.Where(element => !element.IsSequence))
        {
            byte[] value = element.Bytes.ToArray(), read = file.Dataset.Find(element.Tag)!.Bytes.ToArray();
            Assert.Equal(value, read[..value.Length]);
            Assert.InRange(read.Length - value.Length, 0, 1);
        }
    }

    [Fact]
    public void A_file_begins_with_a_preamble_and_meta_information_whose_length_is_right()
    {
        byte[] bytes = Write(Original, TransferSyntax.ImplicitLittleEndian);
        Assert.Equal("DICM"u8, bytes.AsSpan(128, 4));
        Assert.Equal((byte[])[2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0], bytes.AsSpan(132, 8));
        int end = 144 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(140));
        Assert.Equal((byte[])[8, 0], bytes.AsSpan(end, 2));
        DicomDataset meta = DicomFile.Read(bytes).Meta;
        Assert.Equal("2.25.12", meta.Text(Tags.MediaStorageSOPInstanceUID));
        Assert.Equal("1.2.840.10008.5.1.4.1.1.7", meta.Text(Tags.MediaStorageSOPClassUID));
    }

    [Fact]
    public void Values_have_even_lengths_text_ends_with_a_blank_and_UIDs_with_a_zero()
    {
        DicomDataset read = DicomFile.Read(Write(Original, TransferSyntax.ExplicitLittleEndian)).Dataset;
        Assert.Equal("Odd "u8.ToArray(), read.Find(Tags.PatientName)!.Bytes.ToArray());
        Assert.Equal("2.25.12\0"u8.ToArray(), read.Find(Tags.SOPInstanceUID)!.Bytes.ToArray());
        Assert.All(read.Elements, element => Assert.Equal(0, element.Length % 2));
    }

    [Fact]
    public void Compressed_pixels_are_not_claimed_of_native_ones() =>
        Assert.ThrowsAny<ArgumentException>(() => Write(Original, "1.2.840.10008.1.2.4.90"));
}
