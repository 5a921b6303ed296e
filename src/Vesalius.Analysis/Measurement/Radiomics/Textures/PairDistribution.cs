namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>What the features need to know of a co-occurrence matrix whose pairs have been made probabilities.</summary>
internal sealed class PairDistribution
{
    private readonly double epsilon;
    private readonly List<(int A, int B, double Share)> pairs = [];
    private readonly double[] byRank;

    private PairDistribution(CooccurrenceMatrix matrix, double epsilon, long total)
    {
        this.epsilon = epsilon;
        int[] levels = matrix.Levels;
        byRank = new double[levels.Length];
        (Levels, Marginal) = (levels, new Distribution(new double[levels[^1] + 1]));
        Sums = new Distribution(new double[2 * levels[^1] + 1]);
        Differences = new Distribution(new double[levels[^1]]);
        for (int a = 1; a < levels.Length; a++)
        {
            for (int b = 1; b < levels.Length; b++)
            {
                if (matrix.Pairs(a, b) is var count and > 0)
                {
                    Add(a, b, (double)count / total);
                }
            }
        }
    }

    /// <summary>The grey level of each rank.</summary>
    public int[] Levels { get; }

    /// <summary>How likely a level is on one side of a pair.</summary>
    public Distribution Marginal { get; }

    /// <summary>How likely each sum of the two levels is.</summary>
    public Distribution Sums { get; }

    /// <summary>How likely each difference between the two levels is, from 0 to one less than the greatest level.</summary>
    public Distribution Differences { get; }

    /// <summary>The probability of the likeliest pair.</summary>
    public double Maximum { get; private set; }

    /// <summary>The sum of squared probabilities.</summary>
    public double Energy { get; private set; }

    /// <summary>The entropy of the pairs in bits.</summary>
    public double Entropy { get; private set; }

    /// <summary>The mean product of the two levels.</summary>
    public double Autocorrelation { get; private set; }

    /// <summary>The probabilities of a matrix, or null when it has no pair.</summary>
    public static PairDistribution? Of(CooccurrenceMatrix matrix, double epsilon)
    {
        long total = 0;
        for (int a = 1; a < matrix.Levels.Length; a++)
        {
            for (int b = 1; b < matrix.Levels.Length; b++)
            {
                total += matrix.Pairs(a, b);
            }
        }

        return total == 0 ? null : new PairDistribution(matrix, epsilon, total);
    }

    /// <summary>The entropies of the product of the two sides: weighted by the pairs (HXY1), and by itself (HXY2), in bits.</summary>
    public (double OverPairs, double OverProduct) ProductEntropies()
    {
        if (epsilon == 0)
        {
            // The logarithm of a product is a sum: both are twice the entropy of a side.
            double both = 2 * Marginal.Entropy(0);
            return (both, both);
        }

        double first = 0, second = 0;
        foreach ((int a, int b, double share) in pairs)
        {
            first -= share * Math.Log2(byRank[a] * byRank[b] + epsilon);
        }

        foreach (double a in byRank)
        {
            foreach (double b in byRank)
            {
                second -= a * b == 0 ? 0 : a * b * Math.Log2(a * b + epsilon);
            }
        }

        return (first, second);
    }

    /// <summary>
    /// The maximal correlation coefficient: the second greatest singular value of p(a, b) / √(p(a) p(b)); 1 for a single level.
    /// </summary>
    public double MaximalCorrelation()
    {
        int[] used = [.. Enumerable.Range(0, byRank.Length).Where(rank => byRank[rank] > 0)];
        if (used.Length == 1)
        {
            return 1;
        }

        var place = new int[byRank.Length];
        foreach ((int i, int rank) in used.Index())
        {
            place[rank] = i;
        }

        var matrix = new double[used.Length, used.Length];
        foreach ((int a, int b, double share) in pairs)
        {
            matrix[place[a], place[b]] = share / Math.Sqrt(byRank[a] * byRank[b]);
        }

        // The greatest value is 1 and belongs to the roots of the marginal probabilities: taken out, the second becomes the first.
        for (int i = 0; i < used.Length; i++)
        {
            for (int j = 0; j < used.Length; j++)
            {
                matrix[i, j] -= Math.Sqrt(byRank[used[i]] * byRank[used[j]]);
            }
        }

        return Tridiagonal.Of(matrix).SpectralRadius();
    }

    private void Add(int a, int b, double share)
    {
        int from = Levels[a], to = Levels[b];
        pairs.Add((a, b, share));
        byRank[a] += share;
        Marginal.Shares[from] += share;
        Sums.Shares[from + to] += share;
        Differences.Shares[Math.Abs(from - to)] += share;
        Maximum = Math.Max(Maximum, share);
        Energy += share * share;
        Entropy -= share * Math.Log2(share + epsilon);
        Autocorrelation += share * from * to;
    }
}
