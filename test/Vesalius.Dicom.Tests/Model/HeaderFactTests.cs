using System.Text.Json;

namespace Vesalius.Dicom.Tests.Model;

/// <summary>The header facts that the manifest states of every file.</summary>
public sealed class HeaderFactTests
{
    public static TheoryData<string> Files => ManifestRow.Those(row => !row.IsSeries);

    [Theory]
    [MemberData(nameof(Files))]
    public void Header_values_are_as_another_reader_says(string name)
    {
        ManifestRow row = ManifestRow.Of(name);
        DicomFile file = DicomFile.Read(row.Path, DicomReadOptions.Header);
        foreach (JsonProperty fact in row.Facts.EnumerateObject().Where(fact => DicomDictionary.TagOf(fact.Name) is not null))
        {
            string expected = fact.Value.GetString()!;
            IReadOnlyList<string> texts = file.Dataset.Texts(DicomDictionary.TagOf(fact.Name)!.Value);
            if (expected == "None")
            {
                Assert.Empty(texts);
            }
            else if (expected.StartsWith('['))
            {
                string[] parts = [.. expected.Trim('[', ']').Split(", ").Select(part => part.Trim('\''))];
                Assert.Equal(parts.Select(Canonical), texts.Select(Canonical));
            }
            else
            {
                Assert.Equal(Canonical(expected), Canonical(texts.Count > 0 ? texts[0] : string.Empty));
            }
        }

        if (row.Facts.TryGetProperty("ts", out JsonElement syntax) && syntax.GetString() is { Length: > 0 } stated)
        {
            Assert.Equal(stated, file.TransferSyntax);
        }
    }

    private static string Canonical(string value) => double.TryParse(value, out double number) ? number.ToString("R") : value;
}
