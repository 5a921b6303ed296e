namespace Vesalius.Learning.Plans;

/// <summary>What must be known of a dataset to plan a network for it: sizes, spacings, intensities, labels.</summary>
public sealed record Fingerprint
{
    /// <summary>One name per channel.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Whether the dataset itself named the channels, so that a name says how the scan was made.</summary>
    public bool ChannelsAreNamed { get; init; }

    /// <summary>The labels to learn, by value.</summary>
    public required IReadOnlyList<PlannedLabel> Labels { get; init; }

    /// <summary>Whether the labels exclude each other, are regions of each other, or overlap.</summary>
    public OutputKind Outputs { get; init; }

    /// <summary>The labels, those of one name told apart by their values.</summary>
    internal IReadOnlyList<PlannedLabel> DistinctLabels =>
        [.. Labels.Select(label => Labels.Count(other => other.Name == label.Name) > 1
            ? label with { Name = $"{label.Name} ({label.Value})" } : label)];

    /// <summary>The value of voxels that nobody annotated; null when every voxel is.</summary>
    public int? NotAnnotatedValue { get; init; }

    /// <summary>Every scan, by name.</summary>
    public required IReadOnlyList<ScanFingerprint> Scans { get; init; }

    /// <summary>Per channel, what the intensities inside the labelled structures are like, over all scans.</summary>
    public required IReadOnlyList<IntensityStatistics> Foreground { get; init; }
}
