using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Cases;

/// <summary>
/// How one scan was segmented: kept beside the masks, so that a folder can be gone on with and every mask has its history.
/// </summary>
public sealed record CaseRecord
{
    /// <summary>The case's name.</summary>
    public required string Case { get; init; }

    /// <summary>The mask's file name in the output folder.</summary>
    public required string Output { get; init; }

    /// <summary>The SHA-256 of the mask's file.</summary>
    public required string OutputSha256 { get; init; }

    /// <summary>What decided it.</summary>
    public required CaseIdentity Identity { get; init; }

    /// <summary>The scan's files.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The model's folder.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The version of this library.</summary>
    public required string Vesalius { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>How many seconds it took, reading and writing included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The most memory the process had held by then, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>How far to trust it, with the volumes; null where there were no probabilities.</summary>
    public SegmentationConfidence? Confidence { get; init; }
}
