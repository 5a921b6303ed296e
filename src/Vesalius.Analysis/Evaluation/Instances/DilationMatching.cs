namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// As the BraTS 2023 challenges do: reference parts whose growths touch are one lesion; it is held against all predicted parts that reach
/// into its growth; small lesions do not count; every predicted part that reaches into none is an invention. Scores are added over
/// lesions and inventions, an invention having a Dice of 0 and the penalty as distance, and divided by their number.
/// </summary>
public sealed record DilationMatching : InstanceMatching
{
    /// <summary>How often a lesion grows by one voxel to its 18 neighbours (8 in 2-D); 3 by default, 0 for not at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Steps
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Lesions grow by 0 steps or more.");
    } = 3;

    /// <summary>
    /// Lesions of this volume or less count for nothing, in mm³; 50 by default. What is predicted for them is no invention.
    /// </summary>
    public double LargestIgnoredMm3 { get; init; } = 50;

    /// <summary>
    /// The distance in mm that a missed lesion and an invention have; 374 by default, about the diagonal of a BraTS image.
    /// </summary>
    public double PenaltyMm { get; init; } = 374;
}
