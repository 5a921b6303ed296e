using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Datasets;

/// <summary>What <c>dataset.json</c> says: names of channels and labels, the value nobody annotated, and (Decathlon) the pairs of files.</summary>
internal sealed record DatasetDescription
{
    public string? Name { get; init; }

    public IReadOnlyList<string> ChannelNames { get; init; } = [];

    public LabelTable Labels { get; init; } = LabelTable.Empty;

    public bool LabelsAreComplete { get; init; }

    /// <summary>Structures made of several label values, which may overlap; none where every value is a structure of its own.</summary>
    public IReadOnlyList<PlannedLabel> Regions { get; init; } = [];

    /// <summary>What the file says of whether structures overlap; exclusive where it says nothing.</summary>
    public OutputKind Outputs { get; init; }

    /// <summary>Whether a structure without a mask file in a case's folder was not annotated there, rather than absent.</summary>
    public bool MissingMasksAreNotAnnotated { get; init; }

    public IReadOnlyList<(string Image, string Label)> Pairs { get; init; } = [];

    /// <summary>Reads the file; an absent file says nothing. Members it does not know are left alone: other tools write many.</summary>
    public static DatasetDescription Read(string path)
    {
        if (!File.Exists(path))
        {
            return new DatasetDescription();
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Of(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or OverflowException)
        {
            throw new DatasetException($"{path}: expected a description of a dataset (labels, channel_names) as JSON; {problem.Message}", problem);
        }
    }

    private static DatasetDescription Of(JsonElement root)
    {
        bool hasLabels = root.TryGetProperty("labels", out JsonElement labels);
        if (hasLabels && RegionDescription.IsOne(labels))
        {
            return RegionDescription.Of(root, labels, Of(root, [], RegionDescription.NotAnnotatedValue(labels)));
        }

        List<(string Name, int Value)> named = hasLabels ? LabelNames(labels) : [];
        int? notAnnotated = First(root, "notAnnotated", "not_annotated") is { } value ? Integer(value)
            : named.Where(pair => pair.Name.Equals("ignore", StringComparison.OrdinalIgnoreCase)).Select(pair => (int?)pair.Value).FirstOrDefault();
        return Of(root, named, notAnnotated);
    }

    private static DatasetDescription Of(JsonElement root, List<(string Name, int Value)> named, int? notAnnotated)
    {
        var table = LabelTable.Named(named.Where(pair => pair.Value != 0 && pair.Value != notAnnotated)
            .Select(pair => KeyValuePair.Create(pair.Value, pair.Name)));
        return new DatasetDescription
        {
            Name = root.TryGetProperty("name", out JsonElement name) ? name.GetString() : null,
            ChannelNames = First(root, "channel_names", "channels", "modality") is { } channels ? Channels(channels) : [],
            Labels = new LabelTable(table) { NotAnnotatedValue = notAnnotated },
            LabelsAreComplete = table.Count > 0 && (root.TryGetProperty("file_ending", out _) || root.TryGetProperty("training", out _) || root.TryGetProperty("numTraining", out _)),
            Outputs = root.TryGetProperty("overlapping", out JsonElement overlapping) && overlapping.GetBoolean()
                ? OutputKind.Overlapping : OutputKind.Exclusive,
            MissingMasksAreNotAnnotated = root.TryGetProperty("missingMasks", out JsonElement missing) && AreNotAnnotated(missing.GetString()),
            Pairs = root.TryGetProperty("training", out JsonElement training) && training.ValueKind == JsonValueKind.Array ? Training(training) : [],
        };
    }

    /// <summary>Accepts {"name": value} and {"value": "name"}.</summary>
    private static List<(string Name, int Value)> LabelNames(JsonElement labels)
    {
        var names = new List<(string, int)>();
        foreach (JsonProperty label in labels.EnumerateObject())
        {
            names.Add(label.Value.ValueKind switch
            {
                JsonValueKind.String when int.TryParse(label.Name, out int value) => (label.Value.GetString()!, value),
                _ => (label.Name, Integer(label.Value)),
            });
        }

        return names;
    }

    private static bool AreNotAnnotated(string? word) => word switch
    {
        "absent" => false,
        "notAnnotated" => true,
        _ => throw new FormatException($"missingMasks is \"absent\" or \"notAnnotated\"; \"{word}\" came."),
    };

    private static IReadOnlyList<string> Channels(JsonElement channels) => channels.ValueKind switch
    {
        JsonValueKind.Array => [.. channels.EnumerateArray().Select(item => item.GetString()!)],
        JsonValueKind.Object => [.. channels.EnumerateObject().OrderBy(item => int.Parse(item.Name)).Select(item => item.Value.GetString()!)],
        _ => throw new FormatException("channel names are a list, or an object from \"0\", \"1\", … to names."),
    };

    private static List<(string, string)> Training(JsonElement training) =>
    [
        .. training.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            .Select(item => (item.GetProperty("image").GetString()!, item.GetProperty("label").GetString()!)),
    ];

    private static JsonElement? First(JsonElement root, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }

    private static int Integer(JsonElement value) => value.ValueKind == JsonValueKind.String ? int.Parse(value.GetString()!) : value.GetInt32();
}
