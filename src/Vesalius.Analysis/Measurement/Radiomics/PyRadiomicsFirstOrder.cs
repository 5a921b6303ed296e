using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>PyRadiomics' eighteen first-order features.</summary>
internal static class PyRadiomicsFirstOrder
{
    /// <summary>Keeps the logarithm of an empty bin finite; the distance from 1 to the next number.</summary>
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The intensities inside, normalised and cut to a range if the settings say so.</summary>
    public static double[] Values(Volume<float> image, Volume<bool> mask, PyRadiomicsSettings settings)
    {
        (double mean, double scale) = settings.NormalizeScale is { } wanted ? Normalisation(image.Voxels, wanted) : (0, 1);
        var values = new List<double>();
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            if (mask.Voxels[i])
            {
                values.Add((image.Voxels[i] - mean) * scale);
            }
        }

        return settings.ResegmentSigma is { } sigma ? WithinSigma(values, sigma) : [.. values];
    }

    /// <summary>The features of some values.</summary>
    public static IReadOnlyDictionary<string, double> Of(double[] values, double voxelVolume, PyRadiomicsSettings settings)
    {
        if (IntensityStatistics.Of(values) is not { } found)
        {
            return new Dictionary<string, double>();
        }

        double energy = values.Sum(value => (value + settings.VoxelArrayShift) * (value + settings.VoxelArrayShift));
        double[] shares = [.. Bins(values, settings.BinWidth).Select(count => (double)count / values.Length)];
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

    /// <summary>How many values lie in each bin that has any; bins begin at multiples of their width and hold their lower edge.</summary>
    internal static IEnumerable<int> Bins(double[] values, double width)
    {
        double least = values.Min(), first = least - (least - Math.Floor(least / width) * width);
        return values.GroupBy(value => Bin(value, first, width)).Select(bin => bin.Count());
    }

    /// <summary>The bin of a value: the last one whose lower edge is not above it.</summary>
    internal static int Bin(double value, double first, double width)
    {
        int bin = (int)Math.Floor((value - first) / width);
        return first + (bin + 1) * width <= value ? bin + 1 : first + bin * width > value ? bin - 1 : bin;
    }

    private static (double Mean, double Scale) Normalisation(ReadOnlySpan<float> image, double wanted)
    {
        double sum = 0, squares = 0;
        foreach (float value in image)
        {
            sum += value;
        }

        double mean = sum / image.Length;
        foreach (float value in image)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, wanted / Math.Sqrt(squares / (image.Length - 1)));
    }

    private static double[] WithinSigma(List<double> values, double sigma)
    {
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Where(value => value >= mean - sigma * deviation && value <= mean + sigma * deviation)];
    }
}
