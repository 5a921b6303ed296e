namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>For each grey level how many voxels have it, and how far in all they lie from the mean of their neighbours (NGTDM).</summary>
/// <param name="levels">The grey level of each rank; rank 0 is the outside.</param>
internal sealed class ToneDifferences(int[] levels)
{
    private readonly long[] counts = new long[levels.Length];
    private readonly long[] alone = new long[levels.Length];
    private readonly double[] differences = new double[levels.Length];

    /// <summary>The IBSI tags, in the order of <see cref="Features"/>.</summary>
    public static string[] Tags { get; } = ["coarseness", "contrast", "busyness", "complexity", "strength"];

    /// <summary>Adds a voxel.</summary>
    public void Add(int rank, int neighbours, long sum)
    {
        if (neighbours == 0)
        {
            alone[rank]++;
            return;
        }

        counts[rank]++;
        differences[rank] += Math.Abs(levels[rank] - (double)sum / neighbours);
    }

    /// <summary>
    /// Coarseness (1,000,000 where no voxel differs from its neighbours), contrast, busyness, complexity and strength (0 where they would
    /// be 0/0). NaN when no voxel counts.
    /// </summary>
    /// <param name="withAlone">
    /// Whether voxels without neighbours count, with difference 0, as in PyRadiomics; not so in the IBSI manual.
    /// </param>
    public double[] Features(bool withAlone = false)
    {
        (double Level, double Count, double Difference)[] present =
        [
            .. Enumerable.Range(1, levels.Length - 1)
                .Select(rank => ((double)levels[rank], (double)(counts[rank] + (withAlone ? alone[rank] : 0)), differences[rank]))
                .Where(tone => tone.Item2 > 0),
        ];
        double voxels = present.Sum(tone => tone.Count);
        return voxels == 0
            ? [.. Tags.Select(_ => double.NaN)]
            : Features([.. present.Select(tone => new Tone(tone.Level, tone.Count / voxels, tone.Difference))], voxels);
    }

    private static double[] Features(Tone[] tones, double voxels)
    {
        double weighted = tones.Sum(tone => tone.Share * tone.Difference), all = tones.Sum(tone => tone.Difference);
        double spread = 0, imbalance = 0, complexity = 0, strength = 0;
        foreach (Tone a in tones)
        {
            foreach (Tone b in tones)
            {
                double step = a.Level - b.Level;
                spread += a.Share * b.Share * step * step;
                imbalance += Math.Abs(a.Level * a.Share - b.Level * b.Share);
                complexity += Math.Abs(step) * (a.Share * a.Difference + b.Share * b.Difference) / (a.Share + b.Share);
                strength += (a.Share + b.Share) * step * step;
            }
        }

        return
        [
            weighted == 0 ? 1e6 : 1 / weighted,
            tones.Length == 1 ? 0 : spread / (tones.Length * (tones.Length - 1.0)) * all / voxels,
            imbalance == 0 ? 0 : weighted / imbalance,
            complexity / voxels,
            all == 0 ? 0 : strength / all,
        ];
    }

    private readonly record struct Tone(double Level, double Share, double Difference);
}
