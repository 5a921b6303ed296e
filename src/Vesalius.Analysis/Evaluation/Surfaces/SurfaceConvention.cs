namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// The choices behind a surface metric, each independent of the others. The same pair of masks can have quite different scores under
/// different choices; see docs/concepts/metrics.md.
/// </summary>
public sealed record SurfaceConvention
{
    /// <summary>What counts as surface.</summary>
    public required BoundaryKind Boundary { get; init; }

    /// <summary>How much one element counts. Voxels have no area, so that both choices are the same for them.</summary>
    public required ElementWeight Weight { get; init; }

    /// <summary>What is beyond the edge of the image.</summary>
    public OutsideRule Outside { get; init; } = OutsideRule.Background;

    /// <summary>
    /// Whether two masks whose common box spans a whole axis of the image are compared without the last layer along that axis, as one known
    /// program does by an error of its own.
    /// </summary>
    public bool LosesLastLayer { get; init; }

    /// <summary>How distances between boundary places are found.</summary>
    public DistanceRule Distances { get; init; } = DistanceRule.Exact;

    /// <summary>How a percentile is read off.</summary>
    public required PercentileRule Percentile { get; init; }

    /// <summary>How the two directions of a percentile are combined.</summary>
    public PercentileCombination Combination { get; init; } = PercentileCombination.LargerDirection;

    /// <summary>How the two directions of the agreement within a tolerance are combined.</summary>
    public AgreementRule Agreement { get; init; } = AgreementRule.Pooled;

    /// <summary>The Hausdorff distance of empty masks.</summary>
    public EmptyScore EmptyHausdorff { get; init; } = new(double.PositiveInfinity, double.NaN);

    /// <summary>The percentile Hausdorff distance of empty masks.</summary>
    public EmptyScore EmptyPercentile { get; init; } = new(double.PositiveInfinity, double.NaN);

    /// <summary>ASSD and MASD of empty masks.</summary>
    public EmptyScore EmptyMean { get; init; } = new(double.PositiveInfinity, double.NaN);

    /// <summary>The normalised surface Dice of empty masks.</summary>
    public EmptyScore EmptyAgreement { get; init; } = new(0, double.NaN);
}
