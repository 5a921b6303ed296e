using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vesalius.Analysis.Tracking;

/// <summary>
/// What a person decided about matches, kept as a JSON file and applied each time the series is tracked. Lesions are named by visit and
/// place,
/// so a decision holds when lesions are segmented anew.
/// </summary>
public sealed record TrackingCorrections
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Pairs that are the same lesion. Two earlier lesions with one later one have merged; one with two has split.</summary>
    public IReadOnlyList<LesionPair> Same { get; init; } = [];

    /// <summary>Pairs that are not the same lesion.</summary>
    public IReadOnlyList<LesionPair> Different { get; init; } = [];

    /// <summary>No corrections.</summary>
    public static TrackingCorrections None { get; } = new();

    /// <summary>Reads corrections.</summary>
    /// <exception cref="FormatException">The text is not such a document, or has a member that is not known.</exception>
    public static TrackingCorrections Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TrackingCorrections>(json, Options) ?? None;
        }
        catch (JsonException e)
        {
            throw new FormatException(
                "Corrections of matches are JSON: {\"same\":[{\"from\":{\"visit\":NAME,\"at\":[x,y,z]},\"to\":{…}}],\"different\":[…]}; "
                    + e.Message, e);
        }
    }

    /// <summary>The corrections as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
