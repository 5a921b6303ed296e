using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Plans.NnUnet;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning;

/// <summary>What a training will do, and what it will take, decided before it begins.</summary>
/// <param name="Plan">What is learned.</param>
/// <param name="Training">How.</param>
/// <param name="Reasons">Why, in sentences.</param>
/// <param name="Memory">What it will take at its peak.</param>
public sealed record PlannedTraining(SegmentationPlan Plan, TrainingPlan Training, IReadOnlyList<string> Reasons, TrainingMemory Memory)
{
    /// <summary>How long a step takes on this machine; NaN where it was not measured (deterministic runs, presets).</summary>
    public double SecondsPerStep { get; init; } = double.NaN;

    /// <summary>How long an epoch takes without validation; NaN where it was not measured.</summary>
    public double SecondsPerEpoch => SecondsPerStep * Training.StepsPerEpoch;

    /// <summary>Plans a training of a dataset: reads its scans, fits network and batch into the memory, and times a few steps.</summary>
    /// <param name="dataset">The cases.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">The share of scans read, 0 to 1.</param>
    /// <param name="cancellation">Stops between two scans.</param>
    /// <exception cref="DatasetException">The dataset cannot be learned from.</exception>
    /// <exception cref="ArgumentException">No network fits into the memory; the message has the figure.</exception>
    /// <exception cref="ModelException">The model to begin with is none that fits the dataset.</exception>
    public static PlannedTraining Of(
        Dataset dataset, TrainingRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(request);
        Fingerprint fingerprint = request.Fingerprint ?? FingerprintOf(dataset, request, progress, cancellation);
        if (request.PlannerOptions.Preset is { } preset)
        {
            SegmentationPlan plan = Planner.Plan(fingerprint, request.PlannerOptions);
            TrainingPlan recipe = NnUnetRecipe.TrainingPlanOf(
                NnUnetPlanner.Plan(fingerprint, preset).Chosen(request.PlannerOptions.Dimensions), request.Budget, request.Seed);
            return Of(fingerprint, plan, recipe, TrainingMemory.Of(fingerprint, plan, recipe.BatchSize, request.Memory).Expect(request.Memory));
        }

        (SegmentationPlan Plan, int Batch) fitted = MemoryFit.Choose(fingerprint, request);
        (TrainingPlan training, double seconds) = TrainingPlanner.Choose(fitted.Plan, request, dataset.Training.Count, fitted.Batch);
        TrainingMemory memory = TrainingMemory.Of(fingerprint, fitted.Plan, fitted.Batch, request.Memory);
        return Of(fingerprint, fitted.Plan, training, memory) with { SecondsPerStep = seconds };
    }

    /// <summary>What the scans that a plan follows from are like.</summary>
    internal static Fingerprint FingerprintOf(
        Dataset dataset, TrainingRequest request, IProgress<double>? progress, CancellationToken cancellation)
    {
        bool looksAtAll = request.LooksAtAllCases || request.PlannerOptions.Preset is not null;
        return FingerprintExtractor.Extract(dataset, looksAtAll ? dataset.Cases : dataset.Training, progress, cancellation);
    }

    private static PlannedTraining Of(Fingerprint fingerprint, SegmentationPlan plan, TrainingPlan training, TrainingMemory memory) =>
        new(plan, training, PlanExplanation.Of(fingerprint, plan), memory);

    /// <summary>Writes the plan's records into a model folder.</summary>
    internal void Write(ModelFolder folder)
    {
        folder.Create();
        folder.WriteRecord("training.json", Training);
        folder.WriteRecord("memory.json", Memory);
        folder.WriteRecord("reasons.json", Reasons);
        folder.WriteRecord("plan.json", Plan);
    }

    /// <summary>Takes up what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelException">Some of it is missing or not readable.</exception>
    internal static PlannedTraining Read(ModelFolder folder) => new(
        folder.ReadPlan(),
        folder.ReadTraining(),
        File.Exists(folder.FileAt("reasons.json")) ? folder.ReadRecord<string[]>("reasons.json") : [],
        File.Exists(folder.FileAt("memory.json")) ? folder.ReadRecord<TrainingMemory>("memory.json") : TrainingMemory.Unknown);
}
