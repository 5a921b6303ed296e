using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Statistics;
using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;

namespace Vesalius.Analysis.Detection;

/// <summary>
/// Findings in the probability of one structure: what exceeds the threshold, in parts that touch (8 neighbours in an image, 26 in a
/// volume).
/// Each structure is searched for itself, so findings of different structures may overlap.
/// </summary>
public static class FindingSearch
{
    /// <summary>The findings, the surest first.</summary>
    /// <param name="probability">The probability of the structure, 0 to 1; NaN is none.</param>
    /// <param name="label">The structure.</param>
    /// <param name="options">What counts as a finding; the defaults when null.</param>
    public static IReadOnlyList<Finding> In(Volume<float> probability, Label label, FindingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(probability);
        options ??= new FindingOptions();
        Volume<bool> mask = probability.Map(value => value >= options.Threshold);
        if (options.FillsHoles)
        {
            mask = probability.Grid.Dimensions == 2 ? HoleFilling.FillSlices(mask) : HoleFilling.Fill(mask);
        }

        return [.. FindingRegion.PartsOf(mask)
            .Select(region => Of(region, probability, label, options.Score))
            .Where(finding => finding.Size >= options.MinimumSize)
            .OrderByDescending(finding => finding.Score)
            .ThenByDescending(finding => finding.Region.Pixels)];
    }

    private static Finding Of(FindingRegion region, Volume<float> probability, Label label, FindingScore score)
    {
        VoxelBox box = region.Box;
        Volume<float> around = box.Cut(probability);
        double[] values = new double[region.Pixels];
        int count = 0;
        for (int i = 0; i < around.Array.Length; i++)
        {
            if (region.Mask.Array[i])
            {
                float value = float.IsNaN(around.Array[i]) ? 0 : around.Array[i];
                values[count++] = value;
            }
        }

        Array.Sort(values);
        double mean = values.Average();
        (int width, int height) = (box.Size.X, box.Size.Y);
        int best = PeakOf(region, around, values[^1]);
        return new Finding(label, region, score switch
        {
            FindingScore.Mean => mean,
            FindingScore.Percentile95 => OrderStatistics.Quantile(values, 0.95),
            _ => values[^1],
        })
        {
            MaximumProbability = values[^1],
            MeanProbability = mean,
            Peak = (box.FirstX + best % width, box.FirstY + best / width % height, box.FirstZ + best / (width * height)),
        };
    }

    // Sure models give the same probability, 1, to many pixels: of those the one nearest to the middle.
    private static int PeakOf(FindingRegion region, Volume<float> around, double maximum)
    {
        WorldPoint middle = region.Centroid;
        Size3 size = around.Size;
        return Enumerable.Range(0, around.Array.Length)
            .Where(i => region.Mask.Array[i] && (around.Array[i] >= maximum || maximum == 0))
            .MinBy(i => around.Grid.ToWorld(new VoxelPoint(i % size.X, i / size.X % size.Y, i / (size.X * size.Y))).DistanceTo(middle));
    }
}
