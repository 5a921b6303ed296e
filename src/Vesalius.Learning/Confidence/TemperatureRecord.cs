namespace Vesalius.Learning.Confidence;

/// <summary>
/// The temperature of a model and what it does for its probabilities, on voxels of validation scans within 10 mm of a structure or
/// given to one. "After" is what the other groups' temperature makes of each scan. Undefined numbers are null.
/// </summary>
/// <param name="Temperature">Scores are divided by it before they become probabilities; 1 leaves them.</param>
/// <param name="Cases">On how many scans it was fitted.</param>
/// <param name="Voxels">On how many voxels.</param>
public sealed record TemperatureRecord(double Temperature, int Cases, long Voxels)
{
    /// <summary>No temperature.</summary>
    public static TemperatureRecord None { get; } = new(1, 0, 0);

    /// <summary>The expected calibration error of the raw probabilities, 0 to 1: the mean over structures.</summary>
    public double? ErrorBefore { get; init; }

    /// <summary>The same with the temperature.</summary>
    public double? ErrorAfter { get; init; }

    /// <summary>The mean of −ln of the raw probability of the true class.</summary>
    public double? NegativeLogLikelihoodBefore { get; init; }

    /// <summary>The same with the temperature.</summary>
    public double? NegativeLogLikelihoodAfter { get; init; }

    /// <summary>Fits the temperature.</summary>
    /// <param name="scans">Scored voxels by scan.</param>
    /// <param name="folds">The part of each scan: it is judged by the others' temperature.</param>
    internal static TemperatureRecord Of(IReadOnlyList<ScoredVoxels> scans, IReadOnlyList<int> folds)
    {
        int[] filled = [.. Enumerable.Range(0, scans.Count).Where(i => scans[i].Count > 0)];
        if (filled.Length == 0)
        {
            return None;
        }

        ScoredVoxels[] used = [.. filled.Select(i => scans[i])];
        int[] parts = [.. filled.Select(i => folds[i])];
        double temperature = TemperatureFit.Of(used);
        var others = parts.Distinct().ToDictionary(
            part => part,
            part => used.Where((_, i) => parts[i] != part).ToArray() is { Length: > 0 } rest ? TemperatureFit.Of(rest) : temperature);
        double Likelihood(Func<int, double> temperatureOf) =>
            Enumerable.Range(0, used.Length).Average(i => TemperatureFit.NegativeLogLikelihood(used[i], temperatureOf(i)));
        return new TemperatureRecord(temperature, used.Length, used.Sum(scan => (long)scan.Count))
        {
            ErrorBefore = CalibrationError.Of(used, _ => 1),
            ErrorAfter = CalibrationError.Of(used, i => others[parts[i]]),
            NegativeLogLikelihoodBefore = Likelihood(_ => 1),
            NegativeLogLikelihoodAfter = Likelihood(i => others[parts[i]]),
        };
    }
}
