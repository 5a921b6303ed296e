using CsCheck;

namespace Vesalius.Dicom.Tests.Serialization;

public sealed class WritingTests
{
    public static TheoryData<string> Files =>
        ManifestRow.Those(row =>
        !row.IsSeries && row.File.StartsWith("dicom/", StringComparison.Ordinal) && row.File != "dicom/meta_missing_tsyntax.dcm");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_written_and_read_again_has_the_same_elements(string name)
    {
        DicomFile original = Identified(DicomFile.Read(ManifestRow.Of(name).Path));
        DicomFile copy = Through(original, null);
        Assert.Equal(Lines(original.Dataset), Lines(copy.Dataset));
        Assert.Empty(copy.Warnings);
    }

    [Theory]
    [InlineData(TransferSyntax.ExplicitLittleEndian)]
    [InlineData(TransferSyntax.ImplicitLittleEndian)]
    public void Explicit_and_implicit_files_hold_the_same(string transferSyntax)
    {
        DicomFile original = Sample();
        DicomFile copy = Through(original, transferSyntax);
        Assert.Equal(transferSyntax, copy.TransferSyntax);
        Assert.Equal(Lines(original.Dataset), Lines(copy.Dataset));
    }

    [Fact]
    public void Compressed_pixels_are_not_written_as_native_ones()
    {
        DicomFile file = DicomFile.Read(ManifestRow.Of("dicom/MR_small_RLE.dcm").Path);
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => file.Write(new MemoryStream(), TransferSyntax.ImplicitLittleEndian));
        Assert.Contains("RLE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_data_set_survives_writing_and_reading() => Gen.Select(Datasets(2), Gen.Bool).Sample((dataset, isExplicit) =>
    {
        DicomFile original = Identified(new DicomFile(DicomDataset.Empty, dataset));
        DicomFile copy = Through(original, isExplicit ? TransferSyntax.ExplicitLittleEndian : TransferSyntax.ImplicitLittleEndian);
        Assert.Equal(Lines(original.Dataset), Lines(copy.Dataset));
    }, iter: 200);

    [Fact]
    public void The_preamble_is_zeros_and_values_have_even_lengths()
    {
        using var stream = new MemoryStream();
        Sample().Write(stream);
        byte[] bytes = stream.ToArray();
        Assert.Equal(new byte[128], bytes[..128]);
        Assert.Equal("DICM"u8.ToArray(), bytes[128..132]);
        Assert.Equal(0, bytes.Length % 2);
    }

    /// <summary>Text elements of odd and even length, numbers, bytes, and sequences of the same.</summary>
    private static Gen<DicomDataset> Datasets(int depth)
    {
        Gen<DicomElement> text =
            Gen.Select(Gen.Int[1, 200], Gen.String[Gen.Char['A', 'z'], 0, 20])
            .Select((element, value) =>
            new DicomElement(new DicomTag(0x0019, (ushort)(0x1000 + element)), ValueRepresentation.UN,
            System.Text.Encoding.ASCII.GetBytes(value.Length % 2 == 0 ? value : value + " ")));
        Gen<DicomElement> rows = Gen.UShort.Select(value => DicomElement.OfNumbers(new DicomTag(0x0028, 0x0010), value));
        Gen<DicomElement> name =
            Gen.String[Gen.Char['A', 'Z'], 1, 30].Select(
            value => DicomElement.OfText(new DicomTag(0x0010, 0x0010), value.Length % 2 == 0 ? value : value + " "));
        Gen<DicomElement> leaf = Gen.OneOf(text, rows, name);
        Gen<DicomElement> any =
            depth == 0 ? leaf : Gen.OneOf(
            leaf, Datasets(depth - 1).Array[0, 3].Select(items => new DicomElement(new DicomTag(0x0008, 0x1140), items)));
        return any.Array[0, 8].Select(elements => new DicomDataset(elements));
    }

    private static DicomFile Sample() => new(DicomDataset.Empty, new DicomDataset(
    [
        DicomElement.OfText(new DicomTag(0x0008, 0x0016), "1.2.840.10008.5.1.4.1.1.7"),
        DicomElement.OfText(new DicomTag(0x0008, 0x0018), "2.25.1"),
        DicomElement.OfText(new DicomTag(0x0010, 0x0010), "Odd^A "),
        DicomElement.OfNumbers(new DicomTag(0x0028, 0x0010), 2, 3),
        new DicomElement(new DicomTag(0x0008, 0x1140),
            [new DicomDataset([DicomElement.OfText(new DicomTag(0x0008, 0x1150), "1.2")]), DicomDataset.Empty]),
    ]));

    private static DicomFile Identified(DicomFile file) => new(file.Meta, file.Dataset.With(
    [
        .. file.Dataset.Text(Tags.SOPClassUID) is not null
            ? Array.Empty<DicomElement>() : [DicomElement.OfText(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")],
        .. file.Dataset.Text(Tags.SOPInstanceUID) is not null
            ? Array.Empty<DicomElement>() : [DicomElement.OfText(Tags.SOPInstanceUID, "2.25.1")],
    ])) { TransferSyntax = file.TransferSyntax };

    private static DicomFile Through(DicomFile file, string? transferSyntax)
    {
        using var stream = new MemoryStream();
        file.Write(stream, transferSyntax);
        return DicomFile.Read(stream.ToArray());
    }

    /// <summary>
    /// A line for every element, those in items indented. Padding that writing adds, and group lengths that it leaves out, do not count.
    /// </summary>
    private static List<string> Lines(DicomDataset dataset, string indent = "")
    {
        var lines = new List<string>();
        foreach (DicomElement element in dataset.Elements.Where(element => element.Tag.Element != 0))
        {
            ReadOnlyMemory<byte> value = element.Bytes;
            lines.Add(element.IsSequence || element.IsEncapsulated
                ? $"{indent}{element.Tag} {element.Items.Count} {(element.IsEncapsulated ? element.Length + element.Length % 2 : 0)}"
                : $"{indent}{element.Tag} {Convert.ToHexString(value.Span).TrimEnd('0', ' ').GetHashCode(StringComparison.Ordinal)} {value.Length + value.Length % 2}");
            foreach (DicomDataset item in element.Items)
            {
                lines.AddRange(Lines(item, indent + "  "));
            }
        }

        return lines;
    }
}
