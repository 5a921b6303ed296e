using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;

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

    /// <summary>What is added to the denominators of Dice, IoU, sensitivity and precision, in voxels; 0 but for one tool.</summary>
    public double Smoothing { get; init; }

    /// <summary>What volume similarity is.</summary>
    public VolumeSimilarityRule VolumeSimilarity { get; init; } = VolumeSimilarityRule.Likeness;

    /// <summary>Which voxels belong to the boundary band of boundary IoU.</summary>
    public BandRule Band { get; init; } = BandRule.FaceDistance;

    /// <summary>The boundary IoU of empty masks.</summary>
    public EmptyScore EmptyBoundaryIou { get; init; } = new(0, double.NaN);

    /// <summary>How masks are thinned to centre lines.</summary>
    public ThinningRule Thinning { get; init; } = ThinningRule.KeepTopology;

    /// <summary>How 2-D images are thinned where that is another rule than that of volumes; else null.</summary>
    public ThinningRule? PlanarThinning { get; init; }

    /// <summary>
    /// Whether volumes are thinned with x as their slowest axis, as a program sees them that reads NIfTI files through nibabel.
    /// </summary>
    public bool ThinsAlongXFirst { get; init; }

    /// <summary>The centre-line Dice of two masks of which neither touches the other's centre line, one of them having voxels.</summary>
    public double ApartCentrelineDice { get; init; }

    /// <summary>How parts of a structure are held against each other.</summary>
    public InstanceMatching Instances { get; init; } = new OverlapMatching();

    /// <summary>The families of scores that belong to the profile and are always worked out.</summary>
    public MetricFamilies Families { get; init; }

    /// <summary>The precision when the prediction is empty and the reference is not.</summary>
    public double MissedPrecision { get; init; } = double.NaN;

    /// <summary>
    /// The default: DeepMind's surface-distance. Surface elements weighted by area, the custom of segmentation challenges.
    /// </summary>
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
        Band = BandRule.StepsInVoxels,
        EmptyBoundaryIou = new(0, 1),
        Thinning = ThinningRule.Lee1994,
        PlanarThinning = ThinningRule.ZhangSuen1984,
        ThinsAlongXFirst = true,
        ApartCentrelineDice = double.NaN,
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

    /// <summary>
    /// seg-metrics (Jia et al. 2024): the thicker contour of ITK, one percentile over both directions, 0.001 in every denominator. What
    /// it calls MSD is <see cref="SurfaceScores.AssdMm"/>. A mask has no contour at the edge of the image. Where ITK gives the largest
    /// number there is, distances here are infinite; where the tool fails, undefined. Made from its source; the tool itself was not run.
    /// </summary>
    public static MetricProfile SegMetrics { get; } = new()
    {
        Name = "seg-metrics",
        Description = "seg-metrics: ITK's 26-connected contour, pooled percentile, 0.001 in denominators; its MSD is our ASSD.",
        EmptyDice = 0,
        EmptyIou = 0,
        MissedPrecision = 0,
        Smoothing = 1e-3,
        VolumeSimilarity = VolumeSimilarityRule.SignedDifference,
        Surface = CountedVoxels with
        {
            Boundary = BoundaryKind.VertexVoxel,
            Outside = OutsideRule.Unknown,
            Combination = PercentileCombination.Pooled,
        },
    };

    /// <summary>
    /// MeshMetrics (Podobnik and Vrtovec 2025): the faces of voxels as a mesh, distances to the nearest point of the other one. Made from
    /// its source, and equal to exact distances worked out once more; the tool itself was not run.
    /// </summary>
    public static MetricProfile MeshMetrics { get; } = new()
    {
        Name = "meshmetrics",
        Description = "MeshMetrics: the faces of voxels as triangles weighted by area, distances to the nearest point of the other.",
        EmptyDice = 1,
        EmptyIou = 1,
        EmptyBoundaryIou = new(0, 1),
        Surface = new SurfaceConvention
        {
            Boundary = BoundaryKind.VoxelFace,
            Weight = ElementWeight.Area,
            Percentile = PercentileRule.WeightedLower,
            EmptyHausdorff = new(double.PositiveInfinity, 0),
            EmptyPercentile = new(double.PositiveInfinity, 0),
            EmptyMean = new(double.PositiveInfinity, 0),
            EmptyAgreement = new(0, 1),
        },
    };

    /// <summary>
    /// Plastimatch 1.9.4, its boundary distances: propagated distances, the mean of the two directed percentiles. What it calls average
    /// average Hausdorff distance is <see cref="SurfaceScores.MasdMm"/>. Where it gives the largest number there is, distances here are
    /// infinite.
    /// </summary>
    public static MetricProfile Plastimatch { get; } = new()
    {
        Name = "plastimatch",
        Description = "Plastimatch 1.9.4 (boundary): propagated distances, mean of the directed percentiles; its average is our MASD.",
        EmptyDice = 0,
        Surface = CountedVoxels with
        {
            Percentile = PercentileRule.LowerRank,
            Combination = PercentileCombination.Mean,
            Distances = DistanceRule.Propagated,
            LosesLastLayer = true,
        },
    };

    /// <summary>
    /// The lesion-wise scores of the BraTS 2023 challenges on glioma, Sub-Saharan and paediatric tumours; surfaces as <see
    /// cref="DeepMind"/>. Where the challenge writes 374 mm for the whole structure, its distance here is infinite.
    /// </summary>
    public static MetricProfile Brats2023 { get; } = new()
    {
        Name = "brats2023",
        Description = "BraTS 2023 (glioma, Sub-Saharan, paediatric): lesions within 3 steps are one, above 50 mm³; 374 mm for each error.",
        EmptyDice = 1,
        Surface = DeepMind.Surface! with
        {
            EmptyHausdorff = new(double.PositiveInfinity, 0),
            EmptyPercentile = new(double.PositiveInfinity, 0),
        },
        Families = MetricFamilies.Instances,
        Instances = new DilationMatching(),
    };

    /// <summary>As <see cref="Brats2023"/>, for meningiomas: lesions grow by one step only.</summary>
    public static MetricProfile Brats2023Meningioma { get; } = Brats2023 with
    {
        Name = "brats2023-men",
        Description = "BraTS 2023 (meningioma): as brats2023, but lesions within 1 step are one.",
        Instances = new DilationMatching { Steps = 1 },
    };

    /// <summary>As <see cref="Brats2023"/>, for metastases: lesions grow by one step, and count from 2 mm³.</summary>
    public static MetricProfile Brats2023Metastases { get; } = Brats2023 with
    {
        Name = "brats2023-met",
        Description = "BraTS 2023 (metastases): as brats2023, but lesions within 1 step are one, above 2 mm³.",
        Instances = new DilationMatching { Steps = 1, LargestIgnoredMm3 = 2 },
    };

    /// <summary>
    /// CC-Metrics (Jaus et al. 2025): every reference part in the territory that is nearer to it than to the others, scored as <see
    /// cref="Monai"/>.
    /// </summary>
    public static MetricProfile CCMetrics { get; } = Monai with
    {
        Name = "cc-metrics",
        Description = "CC-Metrics: each reference component in its own territory, scored as MONAI does, then averaged.",
        Families = MetricFamilies.Instances,
        Instances = new TerritoryMatching(),
    };

    /// <summary>
    /// panoptica's pipeline: components matched one to one at an IoU of 0.5, its functions as <see cref="MedPy"/>. Its own rule for empty
    /// masks.
    /// </summary>
    public static MetricProfile Panoptica { get; } = MedPy with
    {
        Name = "panoptica",
        Description = "panoptica: components matched at IoU 0.5; PQ, SQ, RQ and scores over matches, distances as MedPy.",
        EmptyDice = double.NaN,
        EmptyIou = double.NaN,
        Surface = MedPy.Surface! with
        {
            EmptyHausdorff = new(double.PositiveInfinity, double.NaN),
            EmptyPercentile = new(double.PositiveInfinity, double.NaN),
            EmptyMean = new(double.PositiveInfinity, double.NaN),
            EmptyAgreement = new(0, double.NaN),
        },
        Families = MetricFamilies.Instances,
        Instances = new OverlapMatching { PlanarConnectivity = Connectivity.Faces },
    };

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<MetricProfile> All { get; } =
    [
        DeepMind, Monai, MonaiSubvoxel, MetricsReloaded, MedPy, NnUNetV2, SegMetrics, MeshMetrics, Plastimatch,
        Brats2023, Brats2023Meningioma, Brats2023Metastases, CCMetrics, Panoptica,
    ];

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
