using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Holds the probability of a structure against the truth.</summary>
public static class CalibrationComparison
{
    private const double Surest = 1e-7;

    /// <summary>Judges the probabilities near a structure.</summary>
    /// <param name="reference">The true mask.</param>
    /// <param name="probability">The probability of the structure at every voxel, 0 to 1, on the same grid.</param>
    /// <param name="options">Which voxels, and how finely; the defaults when null.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GridMismatchException">Mask and probabilities lie on different grids.</exception>
    /// <exception cref="ArgumentException">A value is no probability, or the axes of the grid are not at right angles.</exception>
    public static CalibrationScores Of(
        Volume<bool> reference, Volume<float> probability, CalibrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(probability);
        reference.Grid.Expect(probability.Grid, "The probability volume");
        options ??= new CalibrationOptions();
        ExpectProbabilities(probability);
        Volume<bool>? region = double.IsInfinity(options.MarginMm) ? null : Region(reference, probability, options.MarginMm, cancellation);
        return Count(reference, probability, region, options.Bins);
    }

    private static void ExpectProbabilities(Volume<float> probability)
    {
        int wrong = Array.FindIndex(probability.Array, value => value is not (>= 0 and <= 1));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Probabilities lie between 0 and 1; voxel {wrong} of the volume is {probability.Array[wrong]}. Take the softmax of scores first.",
                nameof(probability));
        }
    }

    private static Volume<bool> Region(Volume<bool> reference, Volume<float> probability, double marginMm, CancellationToken cancellation)
    {
        var structure = new Volume<bool>(reference.Grid);
        for (int i = 0; i < structure.Array.Length; i++)
        {
            structure.Array[i] = reference.Array[i] || probability.Array[i] >= 0.5f;
        }

        return BinaryMorphology.Dilate(structure, marginMm, cancellation);
    }

    private static CalibrationScores Count(Volume<bool> reference, Volume<float> probability, Volume<bool>? region, int bins)
    {
        long[] voxels = new long[bins], inside = new long[bins];
        double[] sums = new double[bins];
        double squares = 0, logarithms = 0;
        for (int i = 0; i < reference.Array.Length; i++)
        {
            if (region is not null && !region.Array[i])
            {
                continue;
            }

            double p = probability.Array[i];
            bool isInside = reference.Array[i];
            int bin = Math.Clamp((int)MathF.Ceiling(probability.Array[i] * bins) - 1, 0, bins - 1);
            voxels[bin]++;
            inside[bin] += isInside ? 1 : 0;
            sums[bin] += p;
            double error = isInside ? 1 - p : p;
            squares += error * error;
            logarithms -= Math.Log(1 - Math.Clamp(error, Surest, 1 - Surest));
        }

        long all = voxels.Sum();
        return new CalibrationScores
        {
            Bins = [.. Enumerable.Range(0, bins).Select(i =>
                new ReliabilityBin((double)i / bins, (i + 1.0) / bins, voxels[i], sums[i] / voxels[i], (double)inside[i] / voxels[i]))],
            Brier = squares / all,
            NegativeLogLikelihood = logarithms / all,
        };
    }
}
