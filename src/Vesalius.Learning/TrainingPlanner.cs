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

    /// <summary>The training plan for a request.</summary>
    public static TrainingPlan Choose(SegmentationPlan plan, TrainingRequest request, int cases)
    {
        int perStep = plan.Dimensions == 3 ? VoxelsPerStep3D : PixelsPerStep2D;
        var training = new TrainingPlan
        {
            Budget = request.Budget ?? new TrainingBudget.OfMinutes(10),
            Seed = request.Seed,
            BatchSize = (int)Math.Clamp(perStep / plan.PatchSize.Count, 2, 16),
        };
        int byCases = Math.Clamp(2 * cases / training.BatchSize, 10, 250);
        if (request.Deterministic)
        {
            return training with { StepsPerEpoch = byCases };
        }

        (double full, double half) = StepTimer.Seconds(plan, training);
        double seconds = Math.Min(full, half);
        TrainingPlan faster = training with { Precision = half < 0.9 * full ? Precision.BFloat16 : Precision.Float32 };
        if (training.Budget is not TrainingBudget.OfMinutes time)
        {
            return faster with { StepsPerEpoch = byCases };
        }

        double steps = time.Minutes * 60 / seconds;
        int batch = (int)Math.Clamp(training.BatchSize * steps / WantedSteps, 2, training.BatchSize);
        double epochSeconds = Math.Clamp(time.Minutes * 60 / EpochsPerRun, 2, 60);
        return faster with
        {
            BatchSize = batch,
            StepsPerEpoch = Math.Clamp((int)Math.Round(epochSeconds * training.BatchSize / (seconds * batch)), 4, 250),
        };
    }
}
