namespace Vesalius.Analysis.Reporting;

/// <summary>An axis: from values to pixels, with round marks.</summary>
internal sealed class PlotAxis
{
    private readonly double low;
    private readonly double high;
    private readonly double start;
    private readonly double end;

    /// <summary>An axis that holds all finite values; 0 to 1 when there is none.</summary>
    /// <param name="values">What is to be shown.</param>
    /// <param name="start">The pixel of the lower end.</param>
    /// <param name="end">The pixel of the upper end.</param>
    public PlotAxis(IEnumerable<double> values, double start, double end)
    {
        double[] finite = [.. values.Where(value => Math.Abs(value) < 1e300)];
        (double least, double most) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        if (most - least <= 1e-12 * Math.Abs(most))
        {
            double room = Math.Max(0.5, Math.Abs(most) / 2);
            (least, most) = (least - room, most + room);
        }

        Step = RoundStep((most - least) / 5);
        (low, high) = (Math.Floor(least / Step + 1e-9) * Step, Math.Ceiling(most / Step - 1e-9) * Step);
        (this.start, this.end) = (start, end);
    }

    /// <summary>The distance between two marks.</summary>
    public double Step { get; }

    /// <summary>The values of the marks.</summary>
    public IEnumerable<double> Marks
    {
        get
        {
            int count = (int)Math.Round((high - low) / Step);
            return Enumerable.Range(0, count + 1).Select(i => Math.Round(low / Step + i) * Step);
        }
    }

    /// <summary>The pixel of a value.</summary>
    public double At(double value) => start + (value - low) / (high - low) * (end - start);

    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step))), lead = step / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
