using System.Text.Json.Serialization;
using Vesalius.Learning.Confidence;

namespace Vesalius.Cli.Segmentation;

/// <summary>What became of one scan.</summary>
/// <param name="Case">The case.</param>
/// <param name="Output">The mask's file; null where there is none.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
/// <param name="Status">How it ended.</param>
internal sealed record CaseOutcome(string Case, string? Output, string? Error, CaseStatus Status)
{
    /// <summary>How long it took; for one that was done before, how long it took then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>How far to trust it; null where there were no probabilities.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SegmentationConfidence? Confidence { get; init; }
}
