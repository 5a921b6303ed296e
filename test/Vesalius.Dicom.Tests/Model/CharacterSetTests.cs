using System.Text;

namespace Vesalius.Dicom.Tests.Model;

/// <summary>Names in the scripts of the world, as the examples of PS3.5 annexes H to K and the conformance files have them.</summary>
public sealed class CharacterSetTests
{
    [Theory]
    [InlineData("chrArab", "قباني^لنزار")]
    [InlineData("chrFren", "Buc^Jérôme")]
    [InlineData("chrFrenMulti", "Buc^Jérôme")]
    [InlineData("chrGerm", "Äneas^Rüdiger")]
    [InlineData("chrGreek", "Διονυσιος")]
    [InlineData("chrHbrw", "שרון^דבורה")]
    [InlineData("chrI2", "Hong^Gildong=洪^吉洞=홍^길동")]
    [InlineData("chrKoreanMulti", "김희중")]
    [InlineData("chrRuss", "Люкceмбypг")]
    [InlineData("chrX1", "Wang^XiaoDong=王^小東")]
    [InlineData("chrX2", "Wang^XiaoDong=王^小东")]
    public void A_patients_name_is_read_in_its_script(string file, string name) =>
        Assert.Equal(name, DicomFile.Read(ManifestRow.Of($"dicom/charset/{file}.dcm").Path)
            .Dataset.PersonName(DicomTag.Parse("PatientName"))!.ToString());

    [Theory]
    [InlineData("chrSQEncoding")]
    [InlineData("chrSQEncoding1")]
    public void An_item_may_have_a_character_set_of_its_own(string file)
    {
        DicomDataset dataset = DicomFile.Read(ManifestRow.Of($"dicom/charset/{file}.dcm").Path).Dataset;
        DicomDataset item = dataset.Elements.Single(element => element.IsSequence).Items[0];
        Assert.Equal("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", item.Text(DicomTag.Parse("PatientName")));
    }

    /// <summary>PS3.5 annex H, example 1: single bytes, and kanji after an escape sequence.</summary>
    [Fact]
    public void Japanese_changes_sets_with_escape_sequences()
    {
        byte[] name = [.. "Yamada^Tarou="u8, 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x45, 0x44, 0x1B, 0x28, 0x42, .. "^"u8, 0x1B, 0x24, 0x42, 0x42,
            0x40, 0x4F, 0x3A, 0x1B, 0x28, 0x42];
        Assert.Equal("Yamada^Tarou=山田^太郎", NameIn("\\ISO 2022 IR 87", name));
    }

    [Theory]
    [InlineData("ISO_IR 192")]
    [InlineData("ISO IR 192")]
    [InlineData("ISO_IR_192")]
    public void Misspelt_names_of_character_sets_are_understood(string term) =>
        Assert.Equal("Müller", NameIn(term, Encoding.UTF8.GetBytes("Müller")));

    [Fact]
    public void Bytes_that_are_no_character_become_the_replacement_character() =>
        Assert.Equal("a\uFFFDb", NameIn("ISO_IR 192", [(byte)'a', 0xFF, (byte)'b']));

    [Fact]
    public void A_name_has_three_groups_and_five_parts()
    {
        PersonName name = PersonName.Parse("Wang^XiaoDong=王^小東=");
        Assert.Equal(("Wang", "XiaoDong", "王^小東", ""), (name.Family, name.Given, name.Ideographic, name.Phonetic));
        Assert.Equal("Wang^XiaoDong=王^小東", name.ToString());
    }

    private static string? NameIn(string characterSet, byte[] name) => new DicomDataset(
    [
        new DicomElement(DicomTag.Parse("SpecificCharacterSet"), ValueRepresentation.CS, Encoding.ASCII.GetBytes(characterSet)),
        new DicomElement(DicomTag.Parse("PatientName"), ValueRepresentation.PN, name),
    ]).Text(DicomTag.Parse("PatientName"));
}
