using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Augmentation;

/// <summary>
/// How training patches are varied: how often, and by how much. Probabilities are per patch (intensity changes: per patch and channel).
/// Rotation and scaling act in millimetres, so that anatomy is never sheared by anisotropic voxels.
/// </summary>
public sealed record AugmentationPlan
{
    /// <summary>How often a patch is rotated.</summary>
    public double RotationProbability { get; init; }

    /// <summary>The greatest rotation about the x, y and z axes, in degrees, to either side. Planar patches rotate about z only.</summary>
    public (double X, double Y, double Z) RotationDegrees { get; init; }

    /// <summary>How often a patch is scaled.</summary>
    public double ScalingProbability { get; init; }

    /// <summary>By which factors structures grow.</summary>
    public Extent Scaling { get; init; } = new(1, 1);

    /// <summary>How often a patch is bent.</summary>
    public double ElasticProbability { get; init; }

    /// <summary>The deviation of the bending's control points, as a part of their distance. Below about 0.3 nothing folds over.</summary>
    public Extent ElasticStrength { get; init; } = new(0, 0);

    /// <summary>Axes along which patches are mirrored half of the time: "x", "y", "z".</summary>
    public IReadOnlyList<string> MirrorAxes { get; init; } = [];

    /// <summary>How often normal noise is added.</summary>
    public double NoiseProbability { get; init; }

    /// <summary>The noise's standard deviation, in units of the normalised intensities.</summary>
    public Extent Noise { get; init; } = new(0, 0);

    /// <summary>How often a patch is blurred.</summary>
    public double BlurProbability { get; init; }

    /// <summary>The standard deviation of the blurring Gaussian, in voxels.</summary>
    public Extent Blur { get; init; } = new(0.4, 0.9);

    /// <summary>How often intensities are multiplied.</summary>
    public double BrightnessProbability { get; init; }

    /// <summary>The factors of that.</summary>
    public Extent Brightness { get; init; } = new(1, 1);

    /// <summary>How often the distance of intensities from their mean is multiplied.</summary>
    public double ContrastProbability { get; init; }

    /// <summary>The factors of that.</summary>
    public Extent Contrast { get; init; } = new(1, 1);

    /// <summary>How often a scan of lower resolution is imitated.</summary>
    public double LowResolutionProbability { get; init; }

    /// <summary>The resolution of that, as a part of the full one along each axis.</summary>
    public Extent LowResolution { get; init; } = new(0.5, 1);

    /// <summary>How often intensities are bent by a power.</summary>
    public double GammaProbability { get; init; }

    /// <summary>How often the same is done to the inverted image.</summary>
    public double InvertedGammaProbability { get; init; }

    /// <summary>The exponents of that.</summary>
    public Extent Gamma { get; init; } = new(1, 1);

    /// <summary>Channels that a magnetic-resonance scanner made, by number: only they get what such scanners do.</summary>
    public IReadOnlyList<int> ScannerChannels { get; init; } = [];

    /// <summary>What magnetic-resonance scanners do, for <see cref="ScannerChannels"/>.</summary>
    public ScannerArtefacts Scanner { get; init; } = new();

    /// <summary>Patches as they are.</summary>
    public static AugmentationPlan None { get; } = new();

    /// <summary>For CT, MR and PET.</summary>
    public static AugmentationPlan Volume { get; } = new()
    {
        RotationProbability = 0.3,
        RotationDegrees = (25, 25, 25),
        ScalingProbability = 0.3,
        Scaling = new(0.75, 1.35),
        ElasticProbability = 0.15,
        ElasticStrength = new(0.05, 0.2),
        NoiseProbability = 0.1,
        Noise = new(0, 0.25),
        BlurProbability = 0.1,
        BrightnessProbability = 0.15,
        Brightness = new(0.75, 1.25),
        ContrastProbability = 0.15,
        Contrast = new(0.75, 1.25),
        LowResolutionProbability = 0.1,
        GammaProbability = 0.3,
        InvertedGammaProbability = 0.1,
        Gamma = new(0.7, 1.5),
    };

    /// <summary>For X-ray films: the patient stands a little askew and nearer or farther, and exposure and processing differ widely.</summary>
    public static AugmentationPlan Film { get; } = Volume with
    {
        RotationProbability = 0.4,
        RotationDegrees = (0, 0, 15),
        ScalingProbability = 0.4,
        Scaling = new(0.7, 1.3),
        ElasticProbability = 0.2,
        BrightnessProbability = 0.25,
        ContrastProbability = 0.3,
        Contrast = new(0.65, 1.5),
        GammaProbability = 0.35,
        Gamma = new(0.6, 1.7),
    };

    /// <summary>The preset that suits a plan. Where voxels or patches are far from cubes, rotation stays in the plane of the slices.</summary>
    public static AugmentationPlan For(SegmentationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        const double FarFromCubes = 3;
        AugmentationPlan preset = plan.WorkingGrid is WorkingGrid.OfLongestSide ? Film : Volume;
        bool flat = plan.Dimensions == 3
            && ((plan.WorkingGrid is WorkingGrid.OfSpacing { Spacing: Spacing s } && s.Z > FarFromCubes * Math.Min(s.X, s.Y))
                || Math.Max(plan.PatchSize.X, plan.PatchSize.Y) > FarFromCubes * plan.PatchSize.Z);
        return preset with
        {
            MirrorAxes = plan.MirrorAxes,
            ScannerChannels = [.. Enumerable.Range(0, plan.Channels.Count).Where(c => ScannerArtefacts.Concern(plan.Channels[c]))],
            RotationDegrees = flat ? (0, 0, preset.RotationDegrees.Z) : preset.RotationDegrees,
        };
    }
}
