namespace Vesalius.Analysis.Evaluation;

/// <summary>The voxels whose probability lies in one interval.</summary>
/// <param name="Low">The interval's lower end, which belongs to the interval below; 0 belongs to the first.</param>
/// <param name="High">The interval's upper end, which belongs to it.</param>
/// <param name="Voxels">How many voxels there are.</param>
/// <param name="MeanProbability">The mean of their probabilities, 0 to 1; NaN without voxels.</param>
/// <param name="Fraction">
/// The part of them that belongs to the structure, 0 to 1; NaN without voxels. Equal to the mean where the probabilities are right.
/// </param>
public readonly record struct ReliabilityBin(double Low, double High, long Voxels, double MeanProbability, double Fraction)
{
    /// <summary>How far the probabilities are off, 0 to 1; NaN without voxels.</summary>
    public double Gap => Math.Abs(MeanProbability - Fraction);
}
