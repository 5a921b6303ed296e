using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>What is asked of a training.</summary>
public sealed record TrainingRequest
{
    /// <summary>How long training goes on where nothing is said.</summary>
    public const double DefaultMinutes = 10;

    /// <summary>The folder of scans and masks.</summary>
    public required string Dataset { get; init; }

    /// <summary>The folder the model goes to.</summary>
    public required string Output { get; init; }

    /// <summary>How long to train. Null for 10 minutes, or for what the run that is resumed was begun with.</summary>
    public TrainingBudget? Budget { get; init; }

    /// <summary>How the dataset is read.</summary>
    public DatasetOptions DatasetOptions { get; init; } = new();

    /// <summary>Wishes for the plan.</summary>
    public PlannerOptions PlannerOptions { get; init; } = new() { Features = 16 };

    /// <summary>The number from which weights, samples and augmentation are drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Processor threads for the network; all of them by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most memory to take, in bytes; null for as much as the plan that time allows needs.</summary>
    public long? Memory { get; init; }

    /// <summary>The folder of a model whose weights to begin with; null to begin anew.</summary>
    public string? From { get; init; }

    /// <summary>What the scans are like, where they have been read for it before; null to read them.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>A plan made before; null to make one.</summary>
    public PlannedTraining? Planned { get; init; }

    /// <summary>Whether the plan follows from all cases, not only from those that are learned from: for plans that several folds share.</summary>
    public bool LooksAtAllCases { get; init; }

    /// <summary>Where prepared scans are kept, for several trainings that share them; null for a folder that is removed after training.</summary>
    public string? PreparedFolder { get; init; }

    /// <summary>Go on where an earlier run into the same folder stopped.</summary>
    public bool Resume { get; init; }

    /// <summary>Nothing may depend on how fast the machine is: binary32 and a fixed number of steps per epoch.</summary>
    public bool Deterministic { get; init; }
}
