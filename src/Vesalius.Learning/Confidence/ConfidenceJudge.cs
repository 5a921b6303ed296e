using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Confidence;

/// <summary>Judges segmentations by what a calibration knows.</summary>
internal sealed class ConfidenceJudge(ModelCalibration calibration, SegmentationPlan plan)
{
    private const double Invisible = 0.01;

    /// <summary>The confidence in one segmentation.</summary>
    /// <param name="labels">The finished labels, on the scan's grid.</param>
    /// <param name="tallies">Per structure, what its probabilities add up to.</param>
    /// <param name="workingVoxelMm3">The volume of a voxel of the working grid.</param>
    /// <param name="profile">What the scan is like.</param>
    public SegmentationConfidence Judge(LabelMap labels, ProbabilityTally[] tallies, double workingVoxelMm3, ScanProfile profile)
    {
        double[] volumes = VolumesMm3(labels, tallies, workingVoxelMm3);
        Novelty? novelty = calibration.Familiarity?.Judge(profile);
        StructureConfidence[] structures =
            [.. calibration.Structures.Select((one, i) => Judge(one, volumes[i], tallies[i], workingVoxelMm3, novelty))];
        double[] predicted = [.. structures.Where(one => one.PredictedDice is not null).Select(one => one.PredictedDice!.Value)];
        double? quality = predicted.Length == 0 ? null : predicted.Average();
        string[] reasons = [.. ReasonsOf(quality, novelty)];
        return new SegmentationConfidence
        {
            Structures = structures,
            Quality = quality,
            Novelty = novelty,
            Trusted = calibration.IsFitted ? reasons.Length == 0 : null,
            Reasons = reasons,
        };
    }

    /// <summary>The signs of a structure's quality; null where it was not found and need not be there.</summary>
    public static QualitySigns? SignsOf(VolumeHabit habit, double volumeMm3, ProbabilityTally tally, double distance)
    {
        double expected = tally.ExpectedDice;
        return volumeMm3 == 0 && !habit.IsExpected && !(tally.Expected > 1) ? null
            : new QualitySigns(double.IsNaN(expected) || volumeMm3 == 0 ? Invisible : expected, distance, habit.Steps(volumeMm3));
    }

    private StructureConfidence Judge(
        StructureCalibration one, double volume, ProbabilityTally tally, double workingVoxelMm3, Novelty? novelty)
    {
        double expected = tally.ExpectedDice;
        return new StructureConfidence(one.Label, one.Name, volume)
        {
            Interval = one is { ReachBelow: { } below, ReachAbove: { } above }
                ? new VolumeInterval(
                    Math.Max(0, volume - below * tally.ReachBelow * workingVoxelMm3), volume + above * tally.ReachAbove * workingVoxelMm3,
                    calibration.IntervalLevel)
                : null,
            ExpectedDice = double.IsNaN(expected) ? null : expected,
            PredictedDice = calibration.IsFitted && SignsOf(one.Volume, volume, tally, novelty?.Distance ?? 0) is { } signs
                ? QualityModel.Predict(one.QualityWeights, signs) : null,
        };
    }

    private IEnumerable<string> ReasonsOf(double? quality, Novelty? novelty)
    {
        if (quality < calibration.Quality.TrustFrom)
        {
            yield return $"the predicted Dice of {quality:0.00} is below {calibration.Quality.TrustFrom:0.00}";
        }

        if (novelty is not null && novelty.Distance > calibration.Quality.DistanceUpTo)
        {
            yield return $"the scan is unlike those of training: {novelty.Sentence}";
        }
        else if (quality < calibration.Quality.TrustFrom && novelty is { Distance: > 1 })
        {
            yield return novelty.Sentence;
        }
    }

    // Where structures lie in each other the values of the label map are not their volumes: what the working grid holds is.
    private double[] VolumesMm3(LabelMap labels, ProbabilityTally[] tallies, double workingVoxelMm3)
    {
        if (plan.Outputs != OutputKind.Exclusive)
        {
            return [.. tallies.Select(one => one.Found * workingVoxelMm3)];
        }

        var counts = new long[ushort.MaxValue + 1];
        foreach (ushort value in labels.Voxels.Voxels)
        {
            counts[value]++;
        }

        return [.. plan.Labels.Select(label => counts[label.Value] * labels.Grid.VoxelVolumeMm3)];
    }
}
