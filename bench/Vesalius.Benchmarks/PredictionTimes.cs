using System.Diagnostics;
using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Benchmarks;

/// <summary>Our side of bench/prediction.sh: a whole scan through an imported network, or one window through the same network in plain TorchSharp.</summary>
internal static class PredictionTimes
{
    /// <summary>Prints one line.</summary>
    /// <param name="folder">What bench/peers/prediction.py wrote.</param>
    /// <param name="variant">"plain", or one of our number formats.</param>
    public static void Run(string folder, string variant)
    {
        if (variant == "plain")
        {
            Plain();
            return;
        }

        MemoryTuning.EnsureApplied();
        set_num_threads(Environment.ProcessorCount);
        Precision precision = Enum.Parse<Precision>(variant);
        var model = new ModelFolder(Path.Combine(Path.GetTempPath(), $"vesalius-{Guid.NewGuid():N}"));
        NnUnetImport.Run(folder, model);
        SegmentationPlan plan = model.ReadPlan();
        var module = new UNetModule(plan.Network, plan.Dimensions, plan.InputCount, plan.ClassCount);
        NetworkWeights.Import(SafeTensors.Read(model.WeightsPath), module);
        Directory.Delete(model.Path, recursive: true);
        module.eval();
        var network = new TimedNetwork(new TorchPatchNetwork(module, plan, precision));
        using var segmenter = Segmenter.Of([network], plan, new SlidingWindowOptions { Precision = precision });
        Volume<float> scan = VolumeFile.Read(Path.Combine(folder, "scan_0000.nii.gz"));
        var clock = Stopwatch.StartNew();
        ushort[] labels = segmenter.Label(() => [scan]).Voxels.Array;
        double seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(
            $"ours {variant}: {network.Calls} windows, {seconds:0.0} s, {network.Seconds / network.Calls:0.00} s each, "
            + $"{100 * network.Seconds / seconds:0.0} % in the network, "
            + $"{Work(plan) * network.Calls / network.Seconds:0} GFLOP/s of direct convolution, Dice {Dice(labels, Path.Combine(folder, "labels.npy")):0.00000}");
    }

    // The same U-Net as one would write it from the tutorial; other random weights take the same time.
    private static void Plain()
    {
        set_num_threads(Environment.ProcessorCount);
        var network = new PlainUNet([32, 64, 128, 256, 320], 3);
        Tensor patch = randn([1, 1, 96, 96, 96]);
        double best = double.PositiveInfinity;
        for (int repeat = 0; repeat < 3; repeat++)
        {
            using IDisposable scope = NewDisposeScope();
            using var noGrad = no_grad();
            long start = Stopwatch.GetTimestamp();
            network.Forward(patch);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine($"plain TorchSharp: {best:0.00} s each (best of 3 windows, without blending)");
    }

    /// <summary>10⁹ additions and multiplications of the 3×3×3 convolutions of one window, as the direct algorithm has them.</summary>
    private static double Work(SegmentationPlan plan)
    {
        double voxels = plan.PatchSize.Count, work = 0;
        for (int level = 0; level < plan.Network.Features.Count; level++)
        {
            voxels /= plan.Network.Strides[level].Aggregate(1, (product, step) => product * step);
            double own = plan.Network.Features[level], from = level == 0 ? plan.InputCount : plan.Network.Features[level - 1];
            work += 2 * 27 * voxels * own * (from + own);
            work += level + 1 < plan.Network.Features.Count ? 2 * 27 * voxels * own * 3 * own : 0;
        }

        return work / 1e9;
    }

    private static double Dice(ushort[] labels, string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        ReadOnlySpan<ushort> theirs = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8)));
        long both = 0, either = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            both += labels[i] != 0 && labels[i] == theirs[i] ? 2 : 0;
            either += (labels[i] != 0 ? 1 : 0) + (theirs[i] != 0 ? 1 : 0);
        }

        return (double)both / either;
    }

    /// <summary>Measures the time spent in another network, without what is done with its scores.</summary>
    private sealed class TimedNetwork(IPatchNetwork inner) : IPatchNetwork
    {
        public int Calls { get; private set; }

        public double Seconds { get; private set; }

        public void Score(float[] patch, ClassRange classes, ClassScores take)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan elsewhere = TimeSpan.Zero;
            inner.Score(patch, classes, (c, scores) =>
            {
                long taken = Stopwatch.GetTimestamp();
                take(c, scores);
                elsewhere += Stopwatch.GetElapsedTime(taken);
            });
            Seconds += (Stopwatch.GetElapsedTime(start) - elsewhere).TotalSeconds;
            Calls++;
        }

        public void Dispose() => inner.Dispose();
    }
}
