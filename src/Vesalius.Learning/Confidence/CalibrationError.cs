using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Learning.Confidence;

/// <summary>The expected calibration error of voxels with known truth.</summary>
internal static class CalibrationError
{
    /// <summary>The mean over structures of the expected error of their probabilities, 0 to 1; NaN without voxels.</summary>
    /// <param name="scans">The voxels, by scan.</param>
    /// <param name="temperatureOf">The temperature of each scan.</param>
    public static double Of(IReadOnlyList<ScoredVoxels> scans, Func<int, double> temperatureOf)
    {
        int count = scans.Sum(scan => scan.Count);
        return count == 0 ? double.NaN
            : Enumerable.Range(1, scans[0].Classes - 1).Average(label => Of(scans, temperatureOf, label, Grid.Planar(count, 1)));
    }

    private static double Of(IReadOnlyList<ScoredVoxels> scans, Func<int, double> temperatureOf, int label, Grid grid)
    {
        var probability = new Volume<float>(grid);
        var truth = new Volume<bool>(grid);
        int next = 0;
        for (int s = 0; s < scans.Count; s++)
        {
            double temperature = temperatureOf(s);
            for (int i = 0; i < scans[s].Count; i++, next++)
            {
                probability.Array[next] = (float)Math.Clamp(TemperatureFit.Probability(scans[s].Scores(i), label, temperature), 0, 1);
                truth.Array[next] = scans[s].Truth(i) == label;
            }
        }

        return CalibrationComparison.Of(truth, probability, new CalibrationOptions { MarginMm = double.PositiveInfinity }).ExpectedError;
    }
}
