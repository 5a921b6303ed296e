namespace Vesalius.Learning.Confidence;

/// <summary>What tells, without the truth, how good the segmentation of a structure may be.</summary>
/// <param name="ExpectedDice">The Dice that the probabilities expect, 0 to 1.</param>
/// <param name="Distance">How far the scan lies from those of training (<see cref="Novelty.Distance"/>).</param>
/// <param name="VolumeSteps">How many robust standard deviations the logarithm of the volume lies from those of training.</param>
internal readonly record struct QualitySigns(double ExpectedDice, double Distance, double VolumeSteps)
{
    private const double Nearest = 0.01, FamiliarSteps = 1.5;

    /// <summary>How many numbers <see cref="Terms"/> gives.</summary>
    public const int Count = 4;

    /// <summary>
    /// The signs as terms of a sum, each of which speaks for a good segmentation the greater it is: one, the log-odds of the expected Dice,
    /// and how little the scan and the volume lie beyond what is usual.
    /// </summary>
    public double[] Terms()
    {
        double dice = Math.Clamp(ExpectedDice, Nearest, 1 - Nearest);
        return [1, Math.Log(dice / (1 - dice)), -Math.Log(Math.Max(1, Distance)), -Math.Log(Math.Max(1, VolumeSteps / FamiliarSteps))];
    }
}
