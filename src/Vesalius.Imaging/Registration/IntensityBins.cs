namespace Vesalius.Imaging.Registration;

/// <summary>Maps intensities to places among bins; what lies beyond the range is held at its ends.</summary>
internal readonly struct IntensityBins(double low, double high, int bins, int margin)
{
    private readonly double perUnit = high > low ? (bins - 1 - 2 * margin) / (high - low) : 0;

    /// <summary>The place of a value and how it moves with it: not at all beyond the range.</summary>
    public (double Place, double PerUnit) At(double value) =>
        value < low ? (margin, 0) : value > high ? (margin + (high - low) * perUnit, 0) : (margin + (value - low) * perUnit, perUnit);

    /// <summary>
    /// The range that holds all values but the thousandth part at each end, whose few bright or dark voxels would waste bins.
    /// </summary>
    public static (double Low, double High) RangeOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite)];
        if (sorted.Length == 0)
        {
            return (0, 0);
        }

        Array.Sort(sorted);
        int cut = sorted.Length / 1000;
        return sorted[^(cut + 1)] > sorted[cut] ? (sorted[cut], sorted[^(cut + 1)]) : (sorted[0], sorted[^1]);
    }
}
