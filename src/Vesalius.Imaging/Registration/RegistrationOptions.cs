namespace Vesalius.Imaging.Registration;

/// <summary>How two scans are registered. The same input and options give the same bits, whatever the number of threads.</summary>
public sealed record RegistrationOptions
{
    /// <summary>Which maps are searched.</summary>
    public RegistrationKind Kind { get; init; } = RegistrationKind.Rigid;

    /// <summary>When scans count as alike.</summary>
    public SimilarityMetric Metric { get; init; } = SimilarityMetric.MutualInformation;

    /// <summary>How many resolutions are gone through, each twice as fine as the one before, the last that of the scans.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 8.</exception>
    public int Levels { get; init => field = Within(value, 1, 8, nameof(Levels)); } = 4;

    /// <summary>How many points of the fixed scan are compared at the last level; the coarser ones use fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1,000 to 10 million.</exception>
    public int Samples { get; init => field = Within(value, 1000, 10_000_000, nameof(Samples)); } = 40_000;

    /// <summary>Bins of the joint histogram along each axis, for mutual information.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 8 to 256.</exception>
    public int Bins { get; init => field = Within(value, 8, 256, nameof(Bins)); } = 32;

    /// <summary>The most steps at each level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 10,000.</exception>
    public int Steps { get; init => field = Within(value, 1, 10_000, nameof(Steps)); } = 200;

    /// <summary>Where the search starts; null to choose among the scans' own frames, their middles and their centres of mass.</summary>
    public WorldTransform? Start { get; init; }

    /// <summary>
    /// Only points of the fixed scan inside this mask are compared; null for all. It may lie on another grid than the scan.
    /// </summary>
    public Volume<bool>? FixedMask { get; init; }

    /// <summary>
    /// Only points of the moving scan inside this mask are compared; null for all. It may lie on another grid than the scan.
    /// </summary>
    public Volume<bool>? MovingMask { get; init; }

    /// <summary>The draw of sample points.</summary>
    public int Seed { get; init; } = 1;

    private static int Within(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is a number from {least} to {most}.");
}
