using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>
/// Chooses the largest network, patch and batch that fit into the memory allowed: fewer patches a step first, then smaller patches, then
/// fewer features.
/// </summary>
internal static class MemoryFit
{
    private const int FewestPatches = 2;
    private static readonly double[] PatchParts = [1, 0.7, 0.5, 0.35, 0.25, 0.12];
    private static readonly double[] FeatureParts = [1, 0.75, 0.5, 0.25];

    /// <summary>The plan, and the patches per step, of the first choice that fits; the first choice where memory is not limited.</summary>
    /// <exception cref="ArgumentException">None fits: the message has the least that is needed.</exception>
    public static (SegmentationPlan Plan, int Batch) Choose(Fingerprint fingerprint, TrainingRequest request)
    {
        TrainingMemory? least = null;
        foreach ((SegmentationPlan plan, int batch) in Choices(fingerprint, request))
        {
            var memory = TrainingMemory.Of(fingerprint, plan, batch, request.Memory);
            if (memory.TotalBytes <= (request.Memory ?? long.MaxValue))
            {
                return (plan, batch);
            }

            least = least is null || memory.TotalBytes < least.TotalBytes ? memory : least;
        }

        least!.Expect(request.Memory);
        throw new InvalidOperationException("The least need is above what is allowed.");
    }

    private static IEnumerable<(SegmentationPlan Plan, int Batch)> Choices(Fingerprint fingerprint, TrainingRequest request)
    {
        PlannerOptions wishes = request.PlannerOptions;
        if (request.From is { } from)
        {
            // The network is what it is; only the batch is free.
            SegmentationPlan begun = StartingModel.PlanFor(from, Planner.Plan(fingerprint, wishes));
            return Batches(begun).Select(batch => (begun, batch));
        }

        return from features in FeatureParts
               from part in PatchParts
               let plan = Planner.Plan(fingerprint, wishes with
               {
                   Features = Math.Max(1, (int)(wishes.Features * features)),
                   MaxPatchVoxels = (int)(wishes.MaxPatchVoxels * part),
                   MaxPatchPixels = (int)(wishes.MaxPatchPixels * part),
               })
               from batch in Batches(plan)
               select (plan, batch);
    }

    private static IEnumerable<int> Batches(SegmentationPlan plan)
    {
        for (int batch = TrainingPlanner.BatchFor(plan); batch > FewestPatches; batch = (batch + 1) / 2)
        {
            yield return batch;
        }

        yield return FewestPatches;
    }
}
