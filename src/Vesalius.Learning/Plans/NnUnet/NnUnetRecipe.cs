using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>Makes of nnU-Net's plans what is needed to train and to segment here.</summary>
public static class NnUnetRecipe
{
    private const int Epochs = 1000, StepsPerEpoch = 250;

    /// <summary>A plan with one configuration's spacing, patch, network and normalisation, in the scans' axes.</summary>
    /// <param name="plans">nnU-Net's plans.</param>
    /// <param name="configuration">One of their configurations.</param>
    /// <param name="fingerprint">The dataset they were made for.</param>
    /// <param name="mirrorAxes">Axes to mirror along. nnU-Net mirrors along all; here none are where a label's name speaks of left or
    /// right.</param>
    public static SegmentationPlan SegmentationPlanOf(
        NnUnetPlans plans, NnUnetConfiguration configuration, Fingerprint fingerprint, IReadOnlyList<string> mirrorAxes)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(fingerprint);
        ArgumentNullException.ThrowIfNull(mirrorAxes);
        int[] place = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, 3).First(own => plans.AxisOf(own) == axis))];
        int[] Turned(IReadOnlyList<int> axes) => [.. place.Select(own => axes[own])];
        Size3 patch = configuration.PatchSize;
        Spacing spacing = configuration.Spacing;
        return new SegmentationPlan
        {
            Dimensions = configuration.Dimensions,
            Channels = [.. Enumerable.Range(0, fingerprint.Channels.Count).Select(c => NormalizationPlanner.NameOf(fingerprint, c))],
            Labels = fingerprint.DistinctLabels,
            Outputs = fingerprint.Outputs,
            NotAnnotatedValue = fingerprint.NotAnnotatedValue,
            WorkingGrid = configuration.Dimensions == 2
                ? new WorkingGrid.OfPlaneSpacing(spacing.X, spacing.Y)
                : new WorkingGrid.OfSpacing(new Spacing(spacing[place[0]], spacing[place[1]], spacing[place[2]])),
            Normalizations = plans.Normalizations,
            PatchSize = new Size3(patch[place[0]], patch[place[1]], patch[place[2]]),
            Network = configuration.Network with
            {
                Strides = [.. configuration.Network.Strides.Select(Turned)],
                Kernels = [.. configuration.Network.Kernels.Select(Turned)],
            },
            MirrorAxes = mirrorAxes.Count > 0 ? mirrorAxes : HasSides(fingerprint) ? []
                : configuration.Dimensions == 2 ? ["x", "y"] : ["x", "y", "z"],
        };
    }

    /// <summary>
    /// nnU-Net's training: gradient descent with Nesterov's momentum from 0.01 down to 0 as (1 − progress)^0.9, 250 steps an epoch, 1000
    /// epochs unless a budget is given, no running mean of weights. Soft Dice is always taken over the batch.
    /// </summary>
    public static TrainingPlan TrainingPlanOf(NnUnetConfiguration configuration, TrainingBudget? budget, int seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new TrainingPlan
        {
            Budget = budget ?? new TrainingBudget.OfEpochs(Epochs),
            BatchSize = configuration.BatchSize,
            StepsPerEpoch = StepsPerEpoch,
            Optimizer = Optimizer.Sgd(),
            Schedule = new Schedule(ScheduleShape.Polynomial),
            AveragingDecay = 0,
            Seed = seed,
        };
    }

    private static bool HasSides(Fingerprint fingerprint) => fingerprint.Labels.Any(label =>
        label.Name.Contains("left", StringComparison.OrdinalIgnoreCase)
        || label.Name.Contains("right", StringComparison.OrdinalIgnoreCase));
}
