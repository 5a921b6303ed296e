using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;

namespace Vesalius.Learning;

/// <summary>Chooses how a plan is trained on this machine: it times a few steps before it decides.</summary>
internal static class TrainingPlanner
{
    private const int VoxelsPerStep3D = 400_000;
    private const int PixelsPerStep2D = 8 * 256 * 256;
    private const int EpochsPerRun = 60;

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
        TrainingPlan faster = training with { Precision = half < 0.9 * full ? Precision.BFloat16 : Precision.Float32 };
        double epochSeconds = training.Budget is TrainingBudget.OfMinutes time ? Math.Clamp(time.Minutes * 60 / EpochsPerRun, 2, 60) : double.NaN;
        return faster with
        {
            StepsPerEpoch = double.IsNaN(epochSeconds) ? byCases : Math.Clamp((int)Math.Round(epochSeconds / Math.Min(full, half)), 4, 250),
        };
    }
}
