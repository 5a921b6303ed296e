namespace Vesalius.Learning;

/// <summary>A number that says how well classes were found, from how often each true class was taken for each class.</summary>
public sealed class Metric
{
    private readonly Func<long[,], double> compute;

    private Metric(string name, Func<long[,], double> compute)
    {
        Name = name;
        this.compute = compute;
    }

    /// <summary>The share of voxels whose class was found.</summary>
    public static Metric Accuracy { get; } = new("accuracy", counts =>
    {
        double right = 0, all = 0;
        for (int truth = 0; truth < counts.GetLength(0); truth++)
        {
            for (int found = 0; found < counts.GetLength(1); found++)
            {
                all += counts[truth, found];
                right += truth == found ? counts[truth, found] : 0;
            }
        }

        return right / all;
    });

    /// <summary>The Dice coefficient, mean over the classes other than background; a class that is neither there nor found is left out. NaN when all are.</summary>
    public static Metric Dice { get; } = new("Dice", counts =>
    {
        int classes = counts.GetLength(0);
        var defined = new List<double>();
        for (int one = 1; one < classes; one++)
        {
            long both = counts[one, one], truth = 0, found = 0;
            for (int other = 0; other < classes; other++)
            {
                truth += counts[one, other];
                found += counts[other, one];
            }

            if (truth + found > 0)
            {
                defined.Add(2.0 * both / (truth + found));
            }
        }

        return defined.Count > 0 ? defined.Average() : double.NaN;
    });

    /// <summary>What the metric is called.</summary>
    public string Name { get; }

    /// <summary>The metric of a table of counts: <c>counts[truth, found]</c> voxels.</summary>
    public double Of(long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return compute(counts);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
