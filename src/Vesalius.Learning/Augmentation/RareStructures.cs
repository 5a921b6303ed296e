namespace Vesalius.Learning.Augmentation;

/// <summary>
/// Draws cases more often that show what few cases show. A structure that a share f of the cases shows counts √(wanted/f) where f is below the
/// wanted share, at most 4, and otherwise 1; a case is drawn as often as its rarest structure counts, and within it a structure in proportion
/// to what it counts. Source: repeat factor sampling, Gupta, Dollár and Girshick, LVIS, CVPR 2019, section 4.
/// </summary>
public sealed class RareStructures
{
    /// <summary>How much more often than others a case is drawn at the most: more would teach single cases by heart.</summary>
    public const double MostOften = 4;

    private readonly Dictionary<int, double> classes;
    private readonly double[] until;

    private RareStructures(Dictionary<int, double> classes, double[] cases)
    {
        this.classes = classes;
        RoundLength = (int)Math.Round(cases.Sum());
        double sum = 0, scale = RoundLength / cases.Sum();
        until = [.. cases.Select(one => sum += one * scale)];
    }

    /// <summary>How many samples a round has that shows every case at least once.</summary>
    public int RoundLength { get; }

    /// <summary>What counts more than others in a set of cases; null where no structure is rare.</summary>
    /// <param name="shown">The structures that each case shows.</param>
    /// <param name="wantedShare">The share of cases below which a structure is rare, 0 to 1.</param>
    public static RareStructures? Of(IReadOnlyList<IReadOnlyList<int>> shown, double wantedShare)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentOutOfRangeException.ThrowIfNegative(wantedShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wantedShare, 1);
        var classes = shown.SelectMany(one => one.Distinct()).GroupBy(one => one)
            .ToDictionary(one => one.Key, one => Math.Clamp(Math.Sqrt(wantedShare * shown.Count / one.Count()), 1, MostOften));
        return classes.Values.All(one => one == 1) ? null
            : new RareStructures(classes, [.. shown.Select(one => one.Select(c => classes[c]).DefaultIfEmpty(1).Max())]);
    }

    /// <summary>What a structure counts, 1 for one that is not rare.</summary>
    public double FactorOf(int structure) => classes.GetValueOrDefault(structure, 1);

    /// <summary>The cases of one round, each as often as it counts, rounded up or down by chance; in the order of the cases.</summary>
    internal int[] Round(Random random)
    {
        double offset = random.NextDouble();
        var round = new int[RoundLength];
        for (int i = 0, one = 0; i < round.Length; i++)
        {
            while (until[one] <= i + offset && one < until.Length - 1)
            {
                one++;
            }

            round[i] = one;
        }

        return round;
    }

    /// <summary>One of some structures, in proportion to what they count.</summary>
    internal int Draw(IReadOnlyList<int> present, Random random)
    {
        double left = random.NextDouble() * present.Sum(FactorOf);
        foreach (int one in present)
        {
            left -= FactorOf(one);
            if (left < 0)
            {
                return one;
            }
        }

        return present[^1];
    }
}
