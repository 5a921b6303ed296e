namespace Vesalius.Analysis.Evaluation;

/// <summary>A named set of conventions under which the scores equal those of a known tool.</summary>
public sealed record MetricProfile
{
    private static readonly EmptyScore Undefined = new(double.NaN, double.NaN);

    /// <summary>The name, as the command line takes it.</summary>
    public required string Name { get; init; }

    /// <summary>What the profile equals, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>The conventions of surface distances; null for a profile of overlap only.</summary>
    public SurfaceConvention? Surface { get; init; }

    /// <summary>The conventions of the agreement within a tolerance where they are others than those of the distances; else null.</summary>
    public SurfaceConvention? Agreement { get; init; }

    /// <summary>The Dice coefficient when neither mask has a voxel.</summary>
    public double EmptyDice { get; init; } = double.NaN;

    /// <summary>Intersection over union when neither mask has a voxel.</summary>
    public double EmptyIou { get; init; } = double.NaN;

    /// <summary>The precision when the prediction is empty and the reference is not.</summary>
    public double MissedPrecision { get; init; } = double.NaN;

    /// <summary>The default: DeepMind's surface-distance. Surface elements weighted by area, the custom of segmentation challenges.</summary>
    public static MetricProfile DeepMind { get; } = new()
    {
        Name = "deepmind",
        Description = "DeepMind surface-distance: area-weighted surface elements, larger direction, pooled areas.",
        Surface = new SurfaceConvention
        {
            Boundary = BoundaryKind.Surfel,
            Weight = ElementWeight.Area,
            Percentile = PercentileRule.WeightedLower,
            EmptyHausdorff = new(double.PositiveInfinity, double.PositiveInfinity),
            EmptyPercentile = new(double.PositiveInfinity, double.PositiveInfinity),
        },
    };

    /// <summary>MONAI: boundary voxels counted one by one, linear percentiles.</summary>
    public static MetricProfile Monai { get; } = new()
    {
        Name = "monai",
        Description = "MONAI 1.5: boundary voxels, linear percentiles, larger direction, pooled counts.",
        Surface = CountedVoxels with { EmptyPercentile = Undefined },
    };

    /// <summary>MONAI with subvoxel surface Dice: distances as <see cref="Monai"/>, agreement as <see cref="DeepMind"/>.</summary>
    public static MetricProfile MonaiSubvoxel { get; } = Monai with
    {
        Name = "monai-subvoxel",
        Description = "MONAI 1.5 with use_subvoxels: distances of boundary voxels, agreement of surface elements.",
        Agreement = DeepMind.Surface,
    };

    /// <summary>MetricsReloaded: as MONAI, but empty masks agree perfectly with each other.</summary>
    public static MetricProfile MetricsReloaded { get; } = new()
    {
        Name = "metrics-reloaded",
        Description = "MetricsReloaded: boundary voxels, linear percentiles; two empty masks score as perfect.",
        EmptyDice = 1,
        MissedPrecision = 0,
        Surface = CountedVoxels with
        {
            EmptyHausdorff = new(double.NaN, 0),
            EmptyPercentile = new(double.NaN, 0),
            EmptyMean = new(double.NaN, 0),
            EmptyAgreement = new(0, 1),
        },
    };

    /// <summary>
    /// MedPy, and the functions of panoptica: one percentile over both directions together, fractions averaged. What MedPy calls ASSD is
    /// <see cref="SurfaceScores.MasdMm"/>. Where those tools fail on an empty mask, or return a number without meaning, scores are NaN.
    /// </summary>
    public static MetricProfile MedPy { get; } = new()
    {
        Name = "medpy",
        Description = "MedPy and panoptica's functions: boundary voxels, pooled percentile, mean of fractions; their ASSD is our MASD.",
        EmptyDice = 0,
        EmptyIou = 0,
        Surface = CountedVoxels with
        {
            Combination = PercentileCombination.Pooled,
            Agreement = AgreementRule.MeanOfFractions,
            EmptyHausdorff = Undefined,
            EmptyPercentile = Undefined,
            EmptyMean = Undefined,
            EmptyAgreement = Undefined,
        },
    };

    /// <summary>nnU-Net v2's own evaluation: overlap only.</summary>
    public static MetricProfile NnUNetV2 { get; } = new()
    {
        Name = "nnunet-v2",
        Description = "nnU-Net v2: Dice and IoU only; undefined where neither mask has a voxel.",
    };

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<MetricProfile> All { get; } = [DeepMind, Monai, MonaiSubvoxel, MetricsReloaded, MedPy, NnUNetV2];

    private static SurfaceConvention CountedVoxels => new()
    {
        Boundary = BoundaryKind.FaceVoxel,
        Weight = ElementWeight.Count,
        Percentile = PercentileRule.Linear,
    };

    /// <summary>The profile of a name.</summary>
    /// <exception cref="ArgumentException">There is no such profile; the message lists them.</exception>
    public static MetricProfile Named(string name) => All.FirstOrDefault(profile => profile.Name == name)
        ?? throw new ArgumentException($"There is no profile '{name}'; there are: {string.Join(", ", All.Select(profile => profile.Name))}.", nameof(name));
}
