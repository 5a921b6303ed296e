namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>PyRadiomics' eighteen first-order features.</summary>
internal static class PyRadiomicsFirstOrder
{
    /// <summary>Keeps the logarithm of an empty bin finite; the distance from 1 to the next number.</summary>
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The features of some values.</summary>
    public static IReadOnlyDictionary<string, double> Of(double[] values, double voxelVolume, PyRadiomicsSettings settings)
    {
        if (IntensityStatistics.Of(values) is not { } found)
        {
            return new Dictionary<string, double>();
        }

        double energy = values.Sum(value => (value + settings.VoxelArrayShift) * (value + settings.VoxelArrayShift));
        double[] shares =
            [.. PyRadiomicsBins.Levels(values, settings).GroupBy(level => level).Select(bin => (double)bin.Count() / values.Length)];
        return new OrderedDictionary<string, double>
        {
            ["Energy"] = energy,
            ["TotalEnergy"] = energy * voxelVolume,
            ["Entropy"] = -shares.Sum(share => share * Math.Log2(share + Epsilon)),
            ["Minimum"] = found.Minimum,
            ["10Percentile"] = found.Percentile10,
            ["90Percentile"] = found.Percentile90,
            ["Maximum"] = found.Maximum,
            ["Mean"] = found.Mean,
            ["Median"] = found.Median,
            ["InterquartileRange"] = found.InterquartileRange,
            ["Range"] = found.Range,
            ["MeanAbsoluteDeviation"] = found.MeanAbsoluteDeviation,
            ["RobustMeanAbsoluteDeviation"] = found.RobustMeanAbsoluteDeviation,
            ["RootMeanSquared"] = Math.Sqrt(energy / values.Length),
            ["Skewness"] = found.Skewness,
            ["Kurtosis"] = found.Variance == 0 ? 0 : found.ExcessKurtosis + 3,
            ["Variance"] = found.Variance,
            ["Uniformity"] = shares.Sum(share => share * share),
        };
    }
}
