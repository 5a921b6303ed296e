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

    /// <summary>The value of voxels that nobody annotated; null when every voxel is.</summary>
    public int? NotAnnotatedValue { get; init; }

    /// <summary>Every scan, by name.</summary>
    public required IReadOnlyList<ScanFingerprint> Scans { get; init; }

    /// <summary>Per channel, what the intensities inside the labelled structures are like, over all scans.</summary>
    public required IReadOnlyList<IntensityStatistics> Foreground { get; init; }
}
