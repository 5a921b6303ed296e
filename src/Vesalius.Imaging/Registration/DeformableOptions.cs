namespace Vesalius.Imaging.Registration;

/// <summary>How a deformation is found. The same input and options give the same bits, whatever the number of threads.</summary>
public sealed record DeformableOptions
{
    /// <summary>When scans count as alike.</summary>
    public SimilarityMetric Metric { get; init; } = SimilarityMetric.NormalizedCorrelation;

    /// <summary>The step of the lattice of control points at the last level, in mm; each level before has twice that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 500 mm.</exception>
    public double StepMm { get; init => field = Within(value, 1, 500, nameof(StepMm)); } = 12;

    /// <summary>
    /// What bending costs: the similarity that is given up for a mean square bend of 1 per step of the lattice. More is smoother. Null for
    /// what served best on known deformations: 0.05 for correlation, 0.4 for mutual information.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 1,000,000.</exception>
    public double? Stiffness { get; init => field = value is { } given ? Within(given, 0, 1_000_000, nameof(Stiffness)) : null; }

    /// <summary>What bending costs under the metric.</summary>
    internal double BendingCost => Stiffness ?? (Metric == SimilarityMetric.NormalizedCorrelation ? 0.05 : 0.4);

    /// <summary>How many resolutions are gone through, each twice as fine as the one before, the last that of the scans.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 6.</exception>
    public int Levels { get; init => field = (int)Within(value, 1, 6, nameof(Levels)); } = 3;

    /// <summary>How many points of the fixed scan are compared at the last level; each level before uses half.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1,000 to 10 million.</exception>
    public int Samples { get; init => field = (int)Within(value, 1000, 10_000_000, nameof(Samples)); } = 300_000;

    /// <summary>Bins of the joint histogram along each axis, for mutual information.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 8 to 256.</exception>
    public int Bins { get; init => field = (int)Within(value, 8, 256, nameof(Bins)); } = 32;

    /// <summary>The most steps at each level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 10,000.</exception>
    public int Steps { get; init => field = (int)Within(value, 1, 10_000, nameof(Steps)); } = 40;

    /// <summary>The least that any small volume may shrink to, as a fraction: a deformation never folds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0.001 to 0.9.</exception>
    public double LeastJacobian { get; init => field = Within(value, 0.001, 0.9, nameof(LeastJacobian)); } = 0.1;

    /// <summary>Only points of the fixed scan inside this mask are compared; null for all. It may lie on another grid.</summary>
    public Volume<bool>? FixedMask { get; init; }

    /// <summary>Only points of the moving scan inside this mask are compared; null for all. It may lie on another grid.</summary>
    public Volume<bool>? MovingMask { get; init; }

    /// <summary>The draw of sample points.</summary>
    public int Seed { get; init; } = 1;

    private static double Within(double value, double least, double most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is a number from {least} to {most}.");
}
