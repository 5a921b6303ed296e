namespace Vesalius.Learning.Plans;

/// <summary>How the weights of a <see cref="SegmentationPlan"/> are learned.</summary>
public sealed record TrainingPlan
{
    private readonly int? patchesAtOnce;

    /// <summary>How long training goes on.</summary>
    public required TrainingBudget Budget { get; init; }

    /// <summary>Patches per step.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>
    /// How many patches of a batch go through the network at once; null for all. Fewer take less memory, and a third more time: the weights
    /// move as they would by the whole batch, but for rounding.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int? PatchesAtOnce
    {
        get => patchesAtOnce;
        init => patchesAtOnce = value is null or > 0
            ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "One patch at least goes through the network at once.");
    }

    /// <summary>
    /// Structures that fewer than this share of the cases show count as rare: their cases, and they themselves within them, are drawn more
    /// often. 0 treats all cases alike. See <see cref="Augmentation.RareStructures"/>.
    /// </summary>
    public double RareShare { get; init; } = 0.25;

    /// <summary>Steps per epoch. After each epoch the state is on disk.</summary>
    public int StepsPerEpoch { get; init; } = 50;

    /// <summary>How weights follow their gradients.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.AdamW(2e-3, 2e-2);

    /// <summary>How the learning rate runs over training.</summary>
    public Schedule Schedule { get; init; } = new(ScheduleShape.Cosine, 0.03);

    /// <summary>What training makes small.</summary>
    public Loss Loss { get; init; } = Loss.DiceAndCrossEntropy;

    /// <summary>The longest a gradient may be; longer ones are scaled down.</summary>
    public double GradientClip { get; init; } = 12;

    /// <summary>The share of the running mean of weights that each step keeps, or 0 for no mean. The mean is what predicts.</summary>
    public double AveragingDecay { get; init; } = 0.995;

    /// <summary>Training ends after so many validations without a better one; null never ends early.</summary>
    public int? Patience { get; init; }

    /// <summary>In which number format activations are computed.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>The number from which weights, samples and augmentation are drawn.</summary>
    public int Seed { get; init; } = 1;
}
