using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>A structure that a network was trained to find.</summary>
/// <param name="Value">Its value in label files, 1 or more; for a region the value that it paints.</param>
/// <param name="Name">What it is called.</param>
public sealed record PlannedLabel(int Value, string Name)
{
    /// <summary>The values in label files that belong to it, where it is a region of several; null where it is its own value alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Parts { get; init; }
}
