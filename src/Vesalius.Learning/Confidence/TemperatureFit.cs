namespace Vesalius.Learning.Confidence;

/// <summary>
/// Temperature scaling (Guo et al. 2017, "On calibration of modern neural networks"): scores are divided by one number, which moves
/// probabilities towards ½ (above 1) or away from it and never changes which class is best. The number is the one under which the true
/// classes of validation voxels are most probable. Structures that may overlap are questions of two classes each: their score, and 0 for no.
/// </summary>
internal static class TemperatureFit
{
    private const double Least = 0.25, Greatest = 8;
    private const int Halvings = 40;

    /// <summary>The best temperature, between 0.25 and 8. Every scan counts alike, however many of its voxels are given.</summary>
    public static double Of(IReadOnlyList<ScoredVoxels> scans)
    {
        ScoredVoxels[] filled = [.. scans.Where(scan => scan.Count > 0)];
        if (filled.Length == 0)
        {
            return 1;
        }

        // The likelihood is concave in 1/T: its slope has one zero.
        double low = 1 / Greatest, high = 1 / Least;
        for (int step = 0; step < Halvings; step++)
        {
            double middle = Math.Sqrt(low * high);
            if (filled.Average(scan => Slope(scan, middle)) > 0)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return 1 / Math.Sqrt(low * high);
    }

    /// <summary>The mean of −ln p of the true class.</summary>
    public static double NegativeLogLikelihood(ScoredVoxels scan, double temperature)
    {
        double sum = 0;
        for (int i = 0; i < scan.Count; i++)
        {
            ReadOnlySpan<float> scores = scan.Scores(i);
            (double logarithm, _) = Partition(scores, 1 / temperature);
            sum += logarithm - scores[scan.Truth(i)] / temperature;
        }

        return sum / scan.Count;
    }

    /// <summary>The probability of one class at a voxel.</summary>
    public static double Probability(ReadOnlySpan<float> scores, int classIndex, double temperature) =>
        Math.Exp(scores[classIndex] / temperature - Partition(scores, 1 / temperature).Logarithm);

    private static double Slope(ScoredVoxels scan, double inverse)
    {
        double sum = 0;
        for (int i = 0; i < scan.Count; i++)
        {
            ReadOnlySpan<float> scores = scan.Scores(i);
            sum += Partition(scores, inverse).MeanScore - scores[scan.Truth(i)];
        }

        return sum / scan.Count;
    }

    private static (double Logarithm, double MeanScore) Partition(ReadOnlySpan<float> scores, double inverse)
    {
        double top = System.Numerics.Tensors.TensorPrimitives.Max(scores), sum = 0, weighted = 0;
        foreach (float score in scores)
        {
            double weight = Math.Exp((score - top) * inverse);
            sum += weight;
            weighted += weight * score;
        }

        return (Math.Log(sum) + top * inverse, weighted / sum);
    }
}
