namespace Vesalius.Learning.Plans;

/// <summary>What the intensities of one channel are like, over a set of voxels. Every number is NaN when the set is empty.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The standard deviation.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="LowPercentile">Below it lie 0.5 % of the values.</param>
/// <param name="Median">Below it lies half of the values.</param>
/// <param name="HighPercentile">Below it lie 99.5 % of the values.</param>
public sealed record IntensityStatistics(
    double Mean, double StandardDeviation, double Min, double Max, double LowPercentile, double Median, double HighPercentile);
