using System.Text;
using System.Text.Json;

namespace Vesalius.Dicom.Json;

/// <summary>
/// Data sets as JSON, as DICOMweb has them (PS3.18 annex F). Text is Unicode there, so a data set that is read has the character set ISO_IR
/// 192.
/// </summary>
public static class DicomJson
{
    private const int MostDepth = 2 * 64 + 8;

    /// <summary>The JSON text of a data set.</summary>
    /// <param name="dataset">The data set; of its group 0002 nothing is written.</param>
    /// <param name="bulkData">
    /// Gives the address under which the value of an element is to be had, or null to write it into the text in base 64. Without it, pixels
    /// and
    /// compressed fragments are left out and everything else is written.
    /// </param>
    public static string Write(DicomDataset dataset, Func<DicomElement, string?>? bulkData = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            new DatasetToJson(writer, bulkData).Write(dataset);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The data set of a JSON object. Values that are elsewhere (bulk data) are empty.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="FormatException">The JSON is no data set; the message names the member.</exception>
    public static DicomDataset Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
        return DatasetFromJson.Read(document.RootElement);
    }
}
