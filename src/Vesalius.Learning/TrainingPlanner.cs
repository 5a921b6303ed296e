using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;

namespace Vesalius.Learning;

/// <summary>Chooses how a plan is trained on this machine: it times a few steps before it decides.</summary>
internal static class TrainingPlanner
{
    private const int VoxelsPerStep3D = 400_000;
    private const int PixelsPerStep2D = 8 * 256 * 256;
    private const int EpochsPerRun = 60;

    // Fewer steps than this learn little, however large their batches are.
    private const int WantedSteps = 1500;

    // Weights that have learned much already are moved less.
    private const double FineTuningRate = 0.25;

    /// <summary>How many patches of a plan a step takes unless time or memory is short.</summary>
    public static int BatchFor(SegmentationPlan plan) =>
        (int)Math.Clamp((plan.Dimensions == 3 ? VoxelsPerStep3D : PixelsPerStep2D) / plan.PatchSize.Count, 2, 16);

    /// <summary>The training plan for a request, and the seconds of a step, NaN where it was not timed.</summary>
    /// <param name="plan">What is learned.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cases">The number of cases to learn from.</param>
    /// <param name="mostPatches">The most patches per step.</param>
    public static (TrainingPlan Plan, double SecondsPerStep) Choose(SegmentationPlan plan, TrainingRequest request, int cases, int mostPatches)
    {
        var training = new TrainingPlan
        {
            Budget = request.Budget ?? new TrainingBudget.OfMinutes(TrainingRequest.DefaultMinutes),
            Seed = request.Seed,
            BatchSize = mostPatches,
        };
        if (request.From is not null)
        {
            training = training with { Optimizer = training.Optimizer with { LearningRate = FineTuningRate * training.Optimizer.LearningRate } };
        }

        int byCases = Math.Clamp(2 * cases / training.BatchSize, 10, 250);
        if (request.Deterministic)
        {
            return (training with { StepsPerEpoch = byCases }, double.NaN);
        }

        (double full, double half) = StepTimer.Seconds(plan, training);
        double seconds = Math.Min(full, half);
        TrainingPlan faster = training with { Precision = half < 0.9 * full ? Precision.BFloat16 : Precision.Float32 };
        if (training.Budget is not TrainingBudget.OfMinutes time)
        {
            return (faster with { StepsPerEpoch = byCases }, seconds);
        }

        double steps = time.Minutes * 60 / seconds;
        int batch = (int)Math.Clamp(training.BatchSize * steps / WantedSteps, 2, training.BatchSize);
        double epochSeconds = Math.Clamp(time.Minutes * 60 / EpochsPerRun, 2, 60);
        double perStep = seconds * batch / training.BatchSize;
        return (faster with { BatchSize = batch, StepsPerEpoch = Math.Clamp((int)Math.Round(epochSeconds / perStep), 4, 250) }, perStep);
    }
}
