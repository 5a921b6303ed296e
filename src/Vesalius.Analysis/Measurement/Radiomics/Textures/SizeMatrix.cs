namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>
/// How often a grey level comes with a size: the length of a run (GLRLM), the voxels of a zone (GLSZM), its distance from the border
/// (GLDZM), the number of equal neighbours (NGLDM).
/// </summary>
/// <param name="levels">The grey level of each rank; rank 0 is the outside.</param>
/// <param name="sizes">The size that each column stands for, rising.</param>
internal sealed class SizeMatrix(int[] levels, int[] sizes)
{
    private readonly long[] counts = new long[levels.Length * sizes.Length];

    /// <summary>How many features there are; the families use the first 16 or all.</summary>
    public const int FeatureCount = 17;

    /// <summary>The matrix of sizes 1, 2, 3, …</summary>
    public static SizeMatrix UpTo(int[] levels, int greatest) => new(levels, [.. Enumerable.Range(1, greatest)]);

    /// <summary>The matrix of some pairs of rank and size.</summary>
    public static SizeMatrix Of(int[] levels, IReadOnlyCollection<(int Rank, int Size)> pairs)
    {
        int[] sizes = [.. pairs.Select(pair => pair.Size).Distinct().Order()];
        var matrix = new SizeMatrix(levels, sizes);
        foreach ((int rank, int size) in pairs)
        {
            matrix.Count(rank, Array.BinarySearch(sizes, size));
        }

        return matrix;
    }

    /// <summary>Counts one more of a rank in a column.</summary>
    public void Count(int rank, int column) => counts[rank * sizes.Length + column]++;

    /// <summary>Adds the counts of another matrix of the same levels and sizes.</summary>
    public void Add(SizeMatrix other)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }
    }

    /// <summary>
    /// Emphasis of small sizes, large sizes, low levels, high levels, small-low, small-high, large-low, large-high; non-uniformity of
    /// levels and its normalised form, the same of sizes; percentage; variance of levels, of sizes; entropy in bits; energy. All NaN for an
    /// empty matrix.
    /// </summary>
    /// <param name="voxels">The number of voxels that were looked at, for the percentage.</param>
    /// <param name="epsilon">Added under the logarithm of the entropy.</param>
    public double[] Features(double voxels, double epsilon = 0)
    {
        var sums = new SizeSums(epsilon);
        double total = counts.Sum();
        var ofLevel = new double[levels.Length];
        var ofSize = new double[sizes.Length];
        for (int rank = 1; rank < levels.Length; rank++)
        {
            for (int column = 0; column < sizes.Length; column++)
            {
                double count = counts[rank * sizes.Length + column];
                if (count > 0)
                {
                    ofLevel[rank] += count;
                    ofSize[column] += count;
                    sums.Add(levels[rank], sizes[column], count / total);
                }
            }
        }

        double level = SquareSum(ofLevel), size = SquareSum(ofSize);
        return total == 0 ? [.. Enumerable.Repeat(double.NaN, FeatureCount)]
        :
        [
            .. sums.Emphases, level / total, level / total / total, size / total, size / total / total, total / voxels,
            Variance(ofLevel, levels, total), Variance(ofSize, sizes, total), sums.Entropy, sums.Energy,
        ];
    }

    private static double SquareSum(double[] values) => values.Sum(value => value * value);

    private static double Variance(double[] counts, int[] values, double total)
    {
        double mean = counts.Zip(values, (count, value) => count * value).Sum() / total;
        return counts.Zip(values, (count, value) => count * (value - mean) * (value - mean)).Sum() / total;
    }
}
