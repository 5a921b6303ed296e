using System.Text.Json;

namespace Vesalius.EndToEnd.Tests;

/// <summary>What one run of <c>inspect --json</c> says of all conformance files of the plain formats.</summary>
public sealed class InspectedConformance
{
    private readonly Lazy<Dictionary<string, JsonElement>> items = new(Inspect);

    /// <summary>The folders of the manifest that are read.</summary>
    internal static string[] Families { get; } = ["nifti", "nrrd", "metaimage", "npz", "img2d"];

    internal static IReadOnlyList<ConformanceRow> Rows { get; } = [.. ConformanceRow.Of(Families).Where(row => row.Sha256.Length > 0)];

    internal JsonElement this[ConformanceRow row] => items.Value[row.Path];

    private static Dictionary<string, JsonElement> Inspect()
    {
        CommandResult result = VesaliusCommand.Run(["inspect", "--json", "--quiet", .. Rows.Select(row => row.Path)]);
        return result.Json.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("path").GetString()!);
    }
}
