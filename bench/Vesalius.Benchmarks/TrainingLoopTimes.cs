using System.Diagnostics;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using Vesalius.Learning.Training;
using static TorchSharp.torch;

namespace Vesalius.Benchmarks;

/// <summary>
/// The whole training loop (patches drawn and varied, steps) on made-up cases: our side, and plain TorchSharp's, of bench/training-loop.sh.
/// </summary>
internal static class TrainingLoopTimes
{
    private const int Cases = 12, BatchSize = 4, WarmUp = 5, Steps = 20;
    private static readonly int[] Features = [16, 32, 64, 128];
    private static readonly Size3 Patch = new(40, 56, 40), Whole = new(48, 64, 48);

    // As in the peer: every patch is turned and scaled, and gets noise, blur and gamma.
    private static readonly AugmentationPlan Always = AugmentationPlan.None with
    {
        RotationProbability = 1, RotationDegrees = (20, 20, 20), ScalingProbability = 1, Scaling = new(0.8, 1.25),
        NoiseProbability = 1, Noise = new(0.05, 0.1), BlurProbability = 1, Blur = new(0.8, 0.8), GammaProbability = 1, Gamma = new(0.7, 1.5),
    };

    /// <summary>Prints milliseconds per step, and the share of the time in which the network waits: ours, bf16 or plain.</summary>
    public static void Print(string variant)
    {
        SegmentationPlan plan = Plan();
        var samples = new TrainingSamples([.. Enumerable.Range(0, Cases).Select(Case)], new PatchSampler(plan, Always), seed: 1);
        if (variant == "plain")
        {
            Plain(samples, plan);
            return;
        }

        MemoryTuning.EnsureApplied();
        set_num_threads(Environment.ProcessorCount);
        var training = new TrainingPlan
        {
            Budget = new TrainingBudget.OfEpochs(2), BatchSize = BatchSize, StepsPerEpoch = Steps, Loss = Loss.CategoricalCrossEntropy,
            Precision = variant == "bf16" ? Precision.BFloat16 : Precision.Float32,
        };
        string folder = Directory.CreateTempSubdirectory("vesalius-loop").FullName;
        using (var trainer = new Trainer(new ModelFolder(folder), plan, training, samples.Sample, resume: false))
        {
            EpochTimes times = trainer.Run().Last().Times;
            Tell(variant, (times.Network + times.Waiting) / Steps, times.Waiting / (times.Network + times.Waiting));
        }

        Directory.Delete(folder, recursive: true);
    }

    // As a script would: the patch, then the step, one after the other.
    private static void Plain(TrainingSamples samples, SegmentationPlan plan)
    {
        set_num_threads(Environment.ProcessorCount);
        var network = new PlainUNet(Features, plan.ClassCount);
        optim.Optimizer optimizer = optim.AdamW(network.Parameters, 1e-3);
        double waiting = 0, all = 0;
        for (int step = 0; step < WarmUp + Steps; step++)
        {
            using IDisposable scope = NewDisposeScope();
            long start = Stopwatch.GetTimestamp();
            TrainingSample[] batch = [.. Enumerable.Range(0, BatchSize).Select(i => samples.Sample(step * BatchSize + i))];
            Tensor images = Batch.Images(batch, plan), classes = Batch.Classes(batch, plan);
            double drawn = Stopwatch.GetElapsedTime(start).TotalSeconds;
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.Forward(images), classes).backward();
            optimizer.step();
            waiting += step < WarmUp ? 0 : drawn;
            all += step < WarmUp ? 0 : Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Tell("plain", all / Steps, waiting / all);
    }

    private static void Tell(string variant, double secondsPerStep, double waiting) =>
        Console.WriteLine($"{variant}: {1000 * secondsPerStep:0} ms a step, {100 * waiting:0.0} % of it waiting for patches");

    private static SegmentationPlan Plan() => new()
    {
        Dimensions = 3,
        Channels = ["image"],
        Labels = [new PlannedLabel(1, "one"), new PlannedLabel(2, "two")],
        WorkingGrid = new WorkingGrid.OfSpacing(new Spacing(1, 1, 1)),
        Normalizations = [new Normalization.None()],
        PatchSize = Patch,
        Network = new NetworkPlan
        {
            Features = Features,
            Strides = [[1, 1, 1], [2, 2, 2], [2, 2, 2], [2, 2, 2]],
            Kernels = [[3, 3, 3], [3, 3, 3], [3, 3, 3], [3, 3, 3]],
            EncoderBlocks = [2, 2, 2, 2],
            DecoderBlocks = [2, 2, 2],
        },
    };

    private static PreparedCase Case(int number)
    {
        float[] image = new float[Whole.Count];
        new IntensityChange.Noise(0, 1, number).ApplyInPlace(image, Whole);
        byte[] labels = [.. Enumerable.Range(0, image.Length).Select(i => (byte)((i % Whole.X + i / Whole.X % Whole.Y + number) / 16 % 3))];
        return new PreparedCase($"case {number}", new PreparedScan(Grid.Of(Whole, new Spacing(1, 1, 1)), 1, image), labels, 3);
    }
}
