using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Benchmarks;

/// <summary>Labels a synthetic scan with a random network under a memory limit: what was foretold, and what the process took.</summary>
internal static class MemoryPeak
{
    /// <summary><c>memory SIZE PATCH CLASSES FEATURES LIMIT</c>: the scan is SIZE × SIZE × 1.5 SIZE voxels of 1 mm, the network works at 2 mm.</summary>
    public static void Run(string[] arguments)
    {
        int[] numbers = [.. arguments.Take(4).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        (int edge, int patch, int classes, int features) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        long limit = (long)(double.Parse(arguments[4], CultureInfo.InvariantCulture) * 1e9);
        SegmentationPlan plan = Plan(patch, classes, features);
        ModelFolder folder = Model(plan);
        using Segmenter segmenter = Segmenter.Load(folder, new SlidingWindowOptions { MaxMemory = limit, Step = 0.8 });
        Grid grid = Grid.Of(new Size3(edge, edge, edge * 3 / 2), new Spacing(1, 1, 1));
        segmenter.ExpectMemoryFor(grid);
        var need = new MemoryNeed(plan, grid.Size, plan.WorkingGrid.For(grid).Size, new FileInfo(folder.WeightsPath).Length, Precision.Float32);
        int groups = need.GroupsFor(limit);
        double loaded = Peak();
        var clock = Stopwatch.StartNew();
        LabelMap labels = segmenter.Label(() => [Noise(grid)]);
        Console.WriteLine(
            $"{grid.Size}, {classes} classes, patch {patch}: {groups} group(s), foretold {Math.Max(need.Preparing, need.Predicting(groups)) / 1e9:0.00} GB, "
            + $"all classes at once {need.Predicting(1) / 1e9:0.00} GB, limit {limit / 1e9:0.00} GB, peak {Peak():0.00} GB (model loaded {loaded:0.00} GB), "
            + $"{clock.Elapsed.TotalSeconds:0} s, {labels.Voxels.Array.Distinct().Count()} labels found");
        Directory.Delete(folder.Path, recursive: true);
    }

    private static double Peak()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e9;
    }

    internal static SegmentationPlan Plan(int patch, int classes, int features) => new()
    {
        Dimensions = 3,
        Channels = ["CT"],
        Labels = [.. Enumerable.Range(1, classes - 1).Select(value => new PlannedLabel(value, $"structure {value}"))],
        WorkingGrid = new WorkingGrid.OfSpacing(new Spacing(2, 2, 2)),
        Normalizations = [new Normalization.ZScore()],
        PatchSize = new Size3(patch, patch, patch),
        Network = new NetworkPlan
        {
            Features = [features, 2 * features, 4 * features],
            Strides = [[1, 1, 1], [2, 2, 2], [2, 2, 2]],
            Kernels = [[3, 3, 3], [3, 3, 3], [3, 3, 3]],
            EncoderBlocks = [2, 2, 2],
            DecoderBlocks = [2, 2],
        },
    };

    private static ModelFolder Model(SegmentationPlan plan)
    {
        MemoryTuning.EnsureApplied();
        random.manual_seed(1);
        var folder = new ModelFolder(Path.Combine(Path.GetTempPath(), $"vesalius-{Guid.NewGuid():N}"));
        folder.Create();
        folder.WriteRecord("plan.json", plan);
        using var network = new UNetModule(plan.Network, 3, 1, plan.ClassCount);
        new SafeTensors { Tensors = NetworkWeights.Of(network).ToDictionary(one => one.Key, one => NetworkWeights.Export(one.Value)) }.Write(folder.WeightsPath);
        return folder;
    }

    private static Volume<float> Noise(Grid grid)
    {
        var noise = new Random(1);
        var scan = new Volume<float>(grid);
        foreach (ref float voxel in scan.Voxels)
        {
            voxel = (float)noise.NextDouble();
        }

        return scan;
    }
}
