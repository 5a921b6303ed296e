namespace Vesalius.Learning.Confidence;

/// <summary>What the probabilities of one structure add up to over a scan, in voxels of the working grid.</summary>
/// <param name="Found">Voxels that are given to the structure.</param>
/// <param name="Expected">The sum of its probabilities: how many voxels it should have if they are right.</param>
/// <param name="Agreed">The sum of its probabilities over the voxels given to it.</param>
/// <param name="Sure">Voxels whose probability is above 0.95.</param>
/// <param name="Possible">Voxels whose probability is above 0.05.</param>
/// <param name="Variance">The sum of p(1 − p): the variance of the number of voxels if each were drawn for itself.</param>
public readonly record struct ProbabilityTally(double Found, double Expected, double Agreed, double Sure, double Possible, double Variance)
{
    private const double NormalHalfWidth = 1.6449, FewestVoxels = 0.5;

    /// <summary>
    /// The Dice to be expected if the probabilities are right: 2·E[both] / (found + E[true]), a ratio of expectations. NaN where nothing
    /// was found and nothing is to be expected.
    /// </summary>
    public double ExpectedDice => Found == 0 && Expected < FewestVoxels ? double.NaN : 2 * Agreed / (Found + Expected);

    /// <summary>
    /// How many voxels fewer there may be. Neighbouring voxels are wrong together: were all of them, 90 % of the cases would lie between
    /// the sure and the possible voxels. Were none of them, 1.64 standard deviations of independent voxels would do: the least this gives.
    /// </summary>
    public double ReachBelow => Math.Max(Found - Sure, Independent);

    /// <inheritdoc cref="ReachBelow"/>
    public double ReachAbove => Math.Max(Possible - Found, Independent);

    private double Independent => NormalHalfWidth * Math.Sqrt(Variance) + FewestVoxels;

    /// <summary>Between two tallies: this one at 0, the other at 1.</summary>
    internal ProbabilityTally Towards(ProbabilityTally other, double part)
    {
        double Between(double one, double two) => one + part * (two - one);
        return new ProbabilityTally(
            Between(Found, other.Found), Between(Expected, other.Expected), Between(Agreed, other.Agreed),
            Between(Sure, other.Sure), Between(Possible, other.Possible), Between(Variance, other.Variance));
    }
}
