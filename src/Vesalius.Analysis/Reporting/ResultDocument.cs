using System.Globalization;
using System.Text.Json;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// The results that a verb wrote with <c>--json</c>, told in a report as the verb's own page tells them, as far as numbers go. What a
/// document is, is seen by its members.
/// </summary>
public static class ResultDocument
{
    private static readonly (string Kind, string[] Members, Func<JsonElement, ReportBlock[]> Tell)[] Kinds =
    [
        ("Change over time", ["visits", "lesions", "recist"], TrackParts.Of),
        ("Margins", ["target", "structures", "uncertainty"], MarginParts.Of),
        ("Sizes", ["structures"], MeasureParts.Of),
        ("Evaluation", ["profile", "summary"], ScoreParts.Evaluation),
        ("Findings", ["threshold", "cases"], FindingParts.Of),
        ("Training", ["model", "epochs", "validation"], ScoreParts.Training),
        ("Segmentation", ["model", "cases"], FindingParts.Predictions),
    ];

    /// <summary>The section on a document; null where it is none of a verb's.</summary>
    /// <param name="name">What the document is called: its file.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="FormatException">It is a verb's, but a member is missing or is not what it should be.</exception>
    public static ReportSection? Of(string name, JsonElement document)
    {
        var kind = Kinds.FirstOrDefault(one => IsOf(document, one.Members));
        if (kind.Tell is null)
        {
            return null;
        }

        try
        {
            return new ReportSection(
                $"{kind.Kind} ({name})", [.. kind.Tell(document), new ReportBlock.Json($"{kind.Kind} {name}".Replace(' ', '-'), document)]);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{name}: looks like {kind.Kind.ToLowerInvariant()}, but {e.Message}", e);
        }
    }

    /// <summary>The path of the model that a document names; null for none.</summary>
    public static string? ModelOf(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("model", out JsonElement model)
            && model.ValueKind == JsonValueKind.String
            ? model.GetString() : null;

    /// <summary>A number of a document; undefined ones are NaN, infinite ones are written as words.</summary>
    internal static double Number(JsonElement element, string member) => !element.TryGetProperty(member, out JsonElement value) ? double.NaN
        : value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String => value.GetString() switch
            {
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => double.NaN,
            },
            _ => double.NaN,
        };

    /// <summary>A text of a document; nothing where it is absent or null.</summary>
    internal static string Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()!
            : string.Empty;

    /// <summary>The things in a list of a document; none where it is absent or null.</summary>
    internal static JsonElement[] All(JsonElement element, string member) =>
        element.TryGetProperty(member, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    /// <summary>A place, as three numbers in brackets.</summary>
    internal static string Place(JsonElement element, string member) => All(element, member) is { Length: > 0 } numbers
        ? $"({string.Join(", ", numbers.Select(one => one.GetDouble().ToString("0.0", CultureInfo.InvariantCulture)))})" : "–";

    /// <summary>A word of a document as people write it: <c>partialResponse</c> is "partial response".</summary>
    internal static string Words(string camel) =>
        string.Concat(camel.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    private static bool IsOf(JsonElement document, string[] members) =>
        document.ValueKind == JsonValueKind.Object && members.All(member => document.TryGetProperty(member, out _));
}
