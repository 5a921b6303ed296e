namespace Vesalius.Dicom.Tests.Model;

public sealed class DatasetTests
{
    private static readonly DicomTag Rows = new(0x0028, 0x0010), Spacing = new(0x0028, 0x0030), Name = new(0x0010, 0x0010);

    [Fact]
    public void Elements_are_in_the_order_of_their_tags_and_the_last_of_one_tag_counts()
    {
        var dataset = new DicomDataset([DicomElement.OfNumbers(Rows, 5), DicomElement.OfText(Name, "A"), DicomElement.OfNumbers(Rows, 7)]);
        Assert.Equal([Name, Rows], dataset.Elements.Select(element => element.Tag));
        Assert.Equal(7, dataset.Integer(Rows));
    }

    [Fact]
    public void A_changed_data_set_leaves_the_old_one_as_it_was()
    {
        var old = new DicomDataset([DicomElement.OfText(Name, "A")]);
        DicomDataset changed = old.With([DicomElement.OfText(Name, "B"), DicomElement.OfNumbers(Rows, 1)]);
        Assert.Equal(("A", "B"), (old.Text(Name), changed.Text(Name)));
        Assert.Null(changed.Without(element => element.Tag == Rows).Find(Rows));
        Assert.Equal(2, changed.Count);
    }

    [Fact]
    public void Decimal_text_is_numbers_and_malformed_text_is_named()
    {
        Assert.Equal([0.5, 1e-3], new DicomDataset([DicomElement.OfText(Spacing, "0.5 ", " 1E-3")]).Numbers(Spacing));
        Assert.Equal([1.5, -2], new DicomDataset([DicomElement.OfText(Spacing, "\t1.5", "", " ", "-2\0", "")]).Numbers(Spacing));
        Assert.Empty(new DicomDataset([DicomElement.OfText(Spacing, " ")]).Numbers(Spacing));
        FormatException error =
            Assert.Throws<FormatException>(() => new DicomDataset([DicomElement.OfText(Spacing, "0,5")]).Numbers(Spacing));
        Assert.Contains("PixelSpacing", error.Message, StringComparison.Ordinal);
        Assert.Contains("'0,5'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_element_is_found_by_its_creator_wherever_its_block_lies()
    {
        var dataset = new DicomDataset(
        [
            DicomElement.OfText(new DicomTag(0x0029, 0x0010), "OTHER"),
            DicomElement.OfText(new DicomTag(0x0029, 0x0011), "MAKER"),
            new DicomElement(new DicomTag(0x0029, 0x1108), ValueRepresentation.LO, "value"u8.ToArray()),
        ]);
        Assert.Equal("value"u8.ToArray(), dataset.FindPrivate("MAKER", 0x0029, 0x08)!.Bytes.ToArray());
        Assert.Null(dataset.FindPrivate("OTHER", 0x0029, 0x08));
    }

    [Theory]
    [InlineData("PatientName")]
    [InlineData("0010,0010")]
    [InlineData("(0010,0010)")]
    [InlineData("00100010")]
    public void A_tag_is_a_keyword_or_its_numbers(string text) => Assert.Equal(Name, DicomTag.Parse(text));

    [Fact]
    public void The_dictionary_knows_names_repeating_groups_and_uids()
    {
        Assert.Equal("Patient's Name", DicomDictionary.Find(Name)!.Name);
        Assert.Equal("OverlayData", DicomDictionary.Find(new DicomTag(0x6002, 0x3000))!.Keyword);
        Assert.Equal(ValueRepresentation.UL, DicomDictionary.RepresentationOf(new DicomTag(0x0008, 0x0000)));
        Assert.Equal(ValueRepresentation.UN, DicomDictionary.RepresentationOf(new DicomTag(0x0009, 0x1001)));
        Assert.Equal("CT Image Storage", DicomDictionary.NameOfUid("1.2.840.10008.5.1.4.1.1.2"));
        Assert.Equal("1.2.3", DicomDictionary.NameOfUid("1.2.3"));
    }
}
