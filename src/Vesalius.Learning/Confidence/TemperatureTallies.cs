namespace Vesalius.Learning.Confidence;

/// <summary>
/// The tallies of one scan under several temperatures, so that one pass of the network is enough although the temperature is fitted only
/// after all scans were seen. Between two of them tallies are interpolated in the logarithm.
/// </summary>
/// <param name="Temperatures">The temperatures, ascending.</param>
/// <param name="Tallies">Per temperature, one tally per structure.</param>
internal sealed record TemperatureTallies(IReadOnlyList<double> Temperatures, IReadOnlyList<ProbabilityTally[]> Tallies)
{
    /// <summary>From 0.25 to 8 by factors of √2.</summary>
    public static IReadOnlyList<double> Ladder { get; } = [.. Enumerable.Range(-4, 11).Select(step => Math.Pow(2, step / 2.0))];

    /// <summary>The tallies at a temperature; beyond the ends those of the nearest end.</summary>
    public ProbabilityTally[] At(double temperature)
    {
        int above = 0;
        while (above < Temperatures.Count && Temperatures[above] < temperature)
        {
            above++;
        }

        if (above == 0 || above == Temperatures.Count)
        {
            return Tallies[Math.Min(above, Temperatures.Count - 1)];
        }

        double part = Math.Log(temperature / Temperatures[above - 1]) / Math.Log(Temperatures[above] / Temperatures[above - 1]);
        return [.. Tallies[above - 1].Zip(Tallies[above], (one, two) => one.Towards(two, part))];
    }
}
