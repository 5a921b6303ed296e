namespace Vesalius.Analysis.Evaluation;

/// <summary>Whether probabilities are what they say: of the voxels given 0.8, four in five should belong to the structure.</summary>
public sealed record CalibrationScores
{
    /// <summary>The scores when there is nothing to judge.</summary>
    public static CalibrationScores Undefined { get; } = new()
    {
        Bins = [],
        Brier = double.NaN,
        NegativeLogLikelihood = double.NaN,
    };

    /// <summary>The voxels by probability: a reliability diagram.</summary>
    public required IReadOnlyList<ReliabilityBin> Bins { get; init; }

    /// <summary>
    /// The mean squared difference between probability and truth, 0 to 1; 0 is best (Brier 1950, for one class). NaN without voxels.
    /// </summary>
    public required double Brier { get; init; }

    /// <summary>
    /// The mean of −ln of the probability given to the truth, 0 or more; probabilities are held between 1e-7 and 1 − 1e-7. NaN without
    /// voxels.
    /// </summary>
    public required double NegativeLogLikelihood { get; init; }

    /// <summary>How many voxels were judged.</summary>
    public long Voxels => Bins.Sum(bin => bin.Voxels);

    /// <summary>The expected calibration error, 0 to 1: the mean of the gaps, weighted by voxels. NaN without voxels.</summary>
    public double ExpectedError => Filled.Sum(bin => bin.Gap * bin.Voxels) / Voxels;

    /// <summary>The maximum calibration error, 0 to 1: the largest gap of any interval with voxels. NaN without voxels.</summary>
    public double MaximumError => Filled.Select(bin => bin.Gap).DefaultIfEmpty(double.NaN).Max();

    private IEnumerable<ReliabilityBin> Filled => Bins.Where(bin => bin.Voxels > 0);
}
