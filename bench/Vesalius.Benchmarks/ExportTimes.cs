using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Benchmarks;

/// <summary>Our side of bench/export.sh: scores of many classes on a working grid of 1.5 mm become labels on a scan of 512 × 512 × DEPTH voxels.</summary>
internal static class ExportTimes
{
    private const int Planes = 16;

    /// <summary><c>export CLASSES DEPTH</c>: scores come in slabs of 16 planes; only what is done with them is timed.</summary>
    public static void Run(string classesText, string depthText)
    {
        int classes = int.Parse(classesText, CultureInfo.InvariantCulture), depth = int.Parse(depthText, CultureInfo.InvariantCulture);
        Grid scan = Grid.Of(new Size3(512, 512, depth), new Spacing(0.75, 0.75, 1));
        var working = new Size3(256, 256, (int)Math.Round(depth / 1.5));
        SegmentationPlan plan = MemoryPeak.Plan(64, classes, 8);
        var writer = new LabelWriter(ScanPlacement.Whole(scan), working, plan);
        float[][] values = [.. Enumerable.Range(0, classes).Select(_ => new float[Planes * working.X * working.Y])];
        var clock = new Stopwatch();
        for (int first = 0; first < working.Z; first += Planes)
        {
            int count = Math.Min(Planes, working.Z - first);
            Fill(values, working, first);
            clock.Start();
            writer.Add(new ScoreSlab(first, count, new ClassRange(0, classes), values), CancellationToken.None);
            clock.Stop();
        }

        using Process process = Process.GetCurrentProcess();
        Console.WriteLine($"ours: {classes} classes, {working} to {scan.Size}: {clock.Elapsed.TotalSeconds:0.0} s, peak {process.PeakWorkingSet64 / 1e9:0.00} GB, "
            + $"{writer.Labels.Array.Distinct().Count()} labels");
    }

    /// <summary>Scores that fall off with the squared distance from a place of each class: smooth, as those of networks are.</summary>
    private static void Fill(float[][] values, Size3 size, int first)
    {
        Parallel.For(0, values.Length, c =>
        {
            var random = new Random(c);
            (float x, float y, float z) = ((float)random.NextDouble() * size.X, (float)random.NextDouble() * size.Y, (float)random.NextDouble() * size.Z);
            float[] line = [.. Enumerable.Range(0, size.X).Select(i => -0.01f * (i - x) * (i - x))];
            for (int row = 0; row < Planes * size.Y; row++)
            {
                float dy = row % size.Y - y, dz = first + row / size.Y - z;
                TensorPrimitives.Add(line, -0.01f * (dy * dy + dz * dz), values[c].AsSpan(row * size.X, size.X));
            }
        });
    }
}
