using Vesalius.Learning;
using Vesalius.Learning.Plans;

namespace Vesalius.Cli.Training;

/// <summary>A training in a line for people.</summary>
internal static class TrainingWords
{
    /// <summary>What is learned, from what, and how.</summary>
    public static string Describe(TrainingJob job) =>
        $"{job.Dataset.Training.Count} cases to learn from, {job.Dataset.Validation.Count} to validate on; "
        + $"{job.Plan.Dimensions}-D, patches of {job.Plan.PatchSize}, {string.Join("-", job.Plan.Network.Features)} features, "
        + $"{job.TrainingPlan.BatchSize} patches a step, {job.TrainingPlan.StepsPerEpoch} steps an epoch, {job.TrainingPlan.Precision}";

    /// <summary>What it will take.</summary>
    public static string Memory(TrainingMemory memory, long? limit) =>
        $"memory: about {TrainingMemory.InWords(memory.TotalBytes)} at its peak ({memory})"
        + (limit is { } allowed ? $"; {TrainingMemory.InWords(allowed)} are allowed" : string.Empty);

    /// <summary>How long it will take.</summary>
    public static string Time(PlannedTraining planned)
    {
        string epoch = double.IsNaN(planned.SecondsPerEpoch)
            ? $"{planned.Training.StepsPerEpoch} steps an epoch"
            : $"{planned.SecondsPerStep:0.00} s a step, {planned.Training.StepsPerEpoch} steps and {planned.SecondsPerEpoch:0} s an epoch";
        string total = planned.Training.Budget switch
        {
            TrainingBudget.OfMinutes minutes when double.IsNaN(planned.SecondsPerEpoch) => $"{minutes.Minutes:0.#} minutes",
            TrainingBudget.OfMinutes minutes => $"{minutes.Minutes:0.#} minutes, about {60 * minutes.Minutes / planned.SecondsPerEpoch:0} epochs",
            TrainingBudget.OfEpochs epochs when double.IsNaN(planned.SecondsPerEpoch) => $"{epochs.Epochs} epochs",
            TrainingBudget.OfEpochs epochs => $"{epochs.Epochs} epochs, about {epochs.Epochs * planned.SecondsPerEpoch / 60:0.#} minutes",
            _ => "a budget of its own",
        };
        return $"time: {epoch}; {total} in all, without validation; {planned.Training.BatchSize} patches a step in {planned.Training.Precision}";
    }
}
