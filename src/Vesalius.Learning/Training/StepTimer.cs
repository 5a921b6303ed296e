using System.Diagnostics;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Training;

/// <summary>How long a training step takes on this machine: a few steps of the real network on made-up patches.</summary>
internal static class StepTimer
{
    // The first steps run code that the runtime has not optimised yet.
    private const int FewestRounds = 3;
    private const int MostRounds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Seconds per step in binary32 and in bfloat16, taken in turns; the shortest of each, because other work only ever makes a step longer.</summary>
    public static (double Float32, double BFloat16) Seconds(SegmentationPlan plan, TrainingPlan training)
    {
        Size3 size = plan.PatchSize;
        var noise = new Random(training.Seed);
        float[] image = [.. Enumerable.Range(0, (int)size.Count * plan.Channels.Count).Select(_ => (float)noise.NextDouble())];
        var patch = new TrainingSample("timing", size, image, new byte[size.Count]);
        TrainingSample[] batch = [.. Enumerable.Repeat(patch, training.BatchSize)];
        using Trainer full = Of(Precision.Float32), half = Of(Precision.BFloat16);
        full.Try(batch);
        half.Try(batch);
        (double Float32, double BFloat16) best = (double.PositiveInfinity, double.PositiveInfinity);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < FewestRounds || (round < MostRounds && Stopwatch.GetElapsedTime(start) < Patience); round++)
        {
            best = (Math.Min(best.Float32, Time(full, batch)), Math.Min(best.BFloat16, Time(half, batch)));
        }

        return best;

        Trainer Of(Precision precision) => new(new ModelFolder("."), plan, training with { Precision = precision }, _ => patch, resume: false);
    }

    private static double Time(Trainer trainer, TrainingSample[] batch)
    {
        long start = Stopwatch.GetTimestamp();
        trainer.Try(batch);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
