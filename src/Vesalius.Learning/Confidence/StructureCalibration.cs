namespace Vesalius.Learning.Confidence;

/// <summary>What validation taught of one structure.</summary>
public sealed record StructureCalibration
{
    /// <summary>The structure's value in label files.</summary>
    public required int Label { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How large it was in training.</summary>
    public required VolumeHabit Volume { get; init; }

    /// <summary>
    /// By which factor the volume that the probabilities allow below the found one is stretched; null where validation had too few cases.
    /// </summary>
    public double? ReachBelow { get; init; }

    /// <summary>The same above the found volume.</summary>
    public double? ReachAbove { get; init; }

    /// <summary>On how many volumes the factors rest; those of all structures where this one alone had too few.</summary>
    public int IntervalCases { get; init; }

    /// <summary>
    /// In which share of the validation scans the true volume lay in the interval that the other groups' scans would have given; null
    /// where it could not be tried.
    /// </summary>
    public double? Coverage { get; init; }

    /// <summary>
    /// The weights of the predicted Dice: intercept, log-odds of the expected Dice, strangeness of the scan and of the volume.
    /// </summary>
    public required IReadOnlyList<double> QualityWeights { get; init; }
}
