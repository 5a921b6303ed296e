namespace Vesalius.Learning.Confidence;

/// <summary>A segmented scan whose truth is known: what the probabilities said, and what came of it.</summary>
/// <param name="Group">What the case has in common with others, such as the patient.</param>
/// <param name="Profile">What the scan is like.</param>
/// <param name="Tallies">What its probabilities add up to.</param>
/// <param name="Voxels">Scored voxels; null where none were kept.</param>
/// <param name="WorkingVoxelMm3">The volume of a voxel of the working grid.</param>
internal sealed record ConfidenceTrial(
    string Group, ScanProfile Profile, TemperatureTallies Tallies, ScoredVoxels? Voxels, double WorkingVoxelMm3)
{
    /// <summary>How the scan was degraded; null for one as it is.</summary>
    public string? Kind { get; init; }

    /// <summary>Per structure of the plan what was measured; null where it was not annotated.</summary>
    public IReadOnlyList<TrialScore?> Scores { get; init; } = [];

    /// <summary>The mean real Dice; NaN where none is defined.</summary>
    public double MeanDice =>
        Scores.Select(one => one?.Dice ?? double.NaN).Where(dice => !double.IsNaN(dice)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>
    /// How far the found volume of a structure is from the true one; null where there is neither or it was not annotated.
    /// </summary>
    public VolumeResidual? Residual(int structure, double temperature)
    {
        ProbabilityTally tally = Tallies.At(temperature)[structure];
        return Scores[structure] is { } score && score.TrueMm3 + score.FoundMm3 > 0
            ? new VolumeResidual(score.FoundMm3, score.TrueMm3, tally.ReachBelow * WorkingVoxelMm3, tally.ReachAbove * WorkingVoxelMm3)
            : null;
    }
}
