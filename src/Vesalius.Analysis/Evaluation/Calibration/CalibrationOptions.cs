namespace Vesalius.Analysis.Evaluation;

/// <summary>Which voxels' probabilities are judged, and how finely.</summary>
public sealed record CalibrationOptions
{
    /// <summary>How many intervals of equal width the probabilities are sorted into; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Bins
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Probabilities are sorted into 1 interval or more.");
    } = 10;

    /// <summary>
    /// Only voxels within this distance of the structure, in the reference or where its probability is one half or more, are judged, in
    /// mm; 10 by default. Everywhere else a probability of nearly 0 is nearly always right, and would hide every error. Infinity for all
    /// voxels.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or no number.</exception>
    public double MarginMm
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A margin is 0 mm or more.");
    } = 10;
}
