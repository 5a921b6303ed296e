using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How well one part of a structure, a lesion for instance, was segmented.</summary>
public sealed record InstanceEvaluation
{
    /// <summary>Its number, from 1, in the order in which the first voxels of the parts lie in memory.</summary>
    public required int Number { get; init; }

    /// <summary>Its overlap with what it was held against.</summary>
    public required Overlap Overlap { get; init; }

    /// <summary>Its volume in the reference, in mm³.</summary>
    public required double VolumeMm3 { get; init; }

    /// <summary>The middle of its voxels in the patient (LPS+ mm).</summary>
    public required WorldPoint Centroid { get; init; }

    /// <summary>
    /// The numbers of the predicted parts it was held against; empty when it was missed, and where the rule has no predicted parts.
    /// </summary>
    public required IReadOnlyList<int> Predictions { get; init; }

    /// <summary>Whether it was found, under the rule.</summary>
    public required bool IsFound { get; init; }

    /// <summary>Whether it counts; some rules ignore small parts.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>How far its surface lies from what it was held against; null when the profile has no scores of surfaces.</summary>
    public SurfaceScores? Surface { get; init; }
}
