namespace Vesalius.Learning.Confidence;

/// <summary>How far to trust one structure of a segmentation.</summary>
/// <param name="Label">Its value in label files.</param>
/// <param name="Name">Its name.</param>
/// <param name="VolumeMm3">The volume found, in mm³ (mm² for planar images).</param>
public sealed record StructureConfidence(int Label, string Name, double VolumeMm3)
{
    /// <summary>Between which volumes the true one is to be expected; null where validation could not tell.</summary>
    public VolumeInterval? Interval { get; init; }

    /// <summary>The Dice that the probabilities alone expect; null where the structure was not found and need not be there.</summary>
    public double? ExpectedDice { get; init; }

    /// <summary>
    /// The Dice that validation teaches to expect; null where the structure was not found and need not be there, or nothing was fitted.
    /// </summary>
    public double? PredictedDice { get; init; }
}
