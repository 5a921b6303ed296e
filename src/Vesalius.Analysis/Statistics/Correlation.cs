namespace Vesalius.Analysis.Statistics;

/// <summary>How far two figures go together.</summary>
public static class Correlation
{
    /// <summary>Pearson's correlation, −1 to 1. NaN below two pairs or where one figure never changes.</summary>
    /// <param name="one">One figure per case.</param>
    /// <param name="other">The other figure of the same cases.</param>
    /// <exception cref="ArgumentException">There are not as many of the one as of the other.</exception>
    public static double Of(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Count != other.Count)
        {
            throw new ArgumentException($"{one.Count} values need as many others; {other.Count} came.", nameof(other));
        }

        if (one.Count < 2)
        {
            return double.NaN;
        }

        double meanOne = one.Average(), meanOther = other.Average(), both = 0, ones = 0, others = 0;
        for (int i = 0; i < one.Count; i++)
        {
            both += (one[i] - meanOne) * (other[i] - meanOther);
            ones += (one[i] - meanOne) * (one[i] - meanOne);
            others += (other[i] - meanOther) * (other[i] - meanOther);
        }

        return ones > 0 && others > 0 ? both / Math.Sqrt(ones * others) : double.NaN;
    }
}
