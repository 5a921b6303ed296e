using System.Numerics.Tensors;
using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Vesalius.Learning.Inference;

/// <summary>Applies a network to a scan of any size: window by window, the scores blended with a Gaussian so that no seam shows.</summary>
public sealed class SlidingWindow
{
    private readonly UNetModule network;
    private readonly SegmentationPlan plan;
    private readonly SlidingWindowOptions options;
    private readonly float[] weights;

    /// <summary>A window over a network in evaluation mode, which stays the caller's.</summary>
    internal SlidingWindow(UNetModule network, SegmentationPlan plan, SlidingWindowOptions options)
    {
        this.network = network;
        this.plan = plan;
        this.options = options;
        weights = Tiles.Weights(plan.PatchSize);
        network.Prepare(Type);
    }

    private ScalarType Type => options.Precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>The scores of every class at every voxel.</summary>
    /// <param name="scan">The prepared scan.</param>
    /// <param name="progress">The share of windows done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    public Scores Predict(PreparedScan scan, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        Size3 size = scan.Grid.Size, window = plan.PatchSize;
        float[][] sums = [.. Enumerable.Range(0, plan.ClassCount).Select(_ => new float[size.Count])];
        float[] total = new float[size.Count];
        (int X, int Y, int Z)[] starts =
            [.. from z in Tiles.Starts(size.Z, window.Z, options.Step)
                from y in Tiles.Starts(size.Y, window.Y, options.Step)
                from x in Tiles.Starts(size.X, window.X, options.Step)
                select (x, y, z)];
        for (int i = 0; i < starts.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] scores = Score(scan, starts[i]);
            for (int c = 0; c < plan.ClassCount; c++)
            {
                AddWindow(scores.AsSpan(c * weights.Length, weights.Length), sums[c], size, starts[i]);
            }

            AddWindow(null, total, size, starts[i]);
            progress?.Report((i + 1.0) / starts.Length);
        }

        foreach (float[] sum in sums)
        {
            TensorPrimitives.Divide(sum, total, sum);
        }

        return new Scores([.. sums.Select(sum => new Volume<float>(scan.Grid, sum))]);
    }

    /// <summary>The scores of one window, [K, Z, Y, X]; outside the scan the network sees zeros, as in training.</summary>
    private float[] Score(PreparedScan scan, (int X, int Y, int Z) start)
    {
        using IDisposable scope = NewDisposeScope();
        using var noGrad = no_grad();
        Size3 window = plan.PatchSize;
        long[] axes = plan.Dimensions == 3 ? [window.Z, window.Y, window.X] : [window.Y, window.X];
        Tensor input = tensor(Cut(scan, start)).reshape([1, scan.ChannelCount, .. axes]).to_type(Type);
        Tensor scores = network.forward(input)[0].to_type(ScalarType.Float32);
        if (options.Mirror)
        {
            long[][] flips = MirrorFlips();
            foreach (long[] flip in flips)
            {
                scores = scores + network.forward(input.flip(flip))[0].to_type(ScalarType.Float32).flip(flip);
            }

            scores = scores / (flips.Length + 1);
        }

        return scores.contiguous().data<float>().ToArray();
    }

    /// <summary>Every combination of the plan's mirror axes but none, as tensor axes counted from the end.</summary>
    private long[][] MirrorFlips()
    {
        long[] axes = [.. plan.MirrorAxes.Where(axis => axis != "z" || plan.Dimensions == 3).Select(axis => axis switch { "x" => -1L, "y" => -2L, _ => -3L })];
        return [.. Enumerable.Range(1, (1 << axes.Length) - 1).Select(set => axes.Where((_, i) => (set >> i & 1) == 1).ToArray())];
    }

    private float[] Cut(PreparedScan scan, (int X, int Y, int Z) start)
    {
        Size3 size = scan.Grid.Size, window = plan.PatchSize;
        float[] cut = new float[scan.ChannelCount * window.Count];
        (int from, int count) = Overlap(start.X, window.X, size.X);
        for (int c = 0; c < scan.ChannelCount; c++)
        {
            Span<float> channel = scan.Channel(c), target = cut.AsSpan(c * (int)window.Count, (int)window.Count);
            foreach ((int y, int z) in RowsInside(start, size))
            {
                channel.Slice(size.IndexOf(start.X + from, start.Y + y, start.Z + z), count).CopyTo(target[window.IndexOf(from, y, z)..]);
            }
        }

        return cut;
    }

    private void AddWindow(ReadOnlySpan<float> scores, float[] sum, Size3 size, (int X, int Y, int Z) start)
    {
        Size3 window = plan.PatchSize;
        (int from, int count) = Overlap(start.X, window.X, size.X);
        foreach ((int y, int z) in RowsInside(start, size))
        {
            Span<float> target = sum.AsSpan(size.IndexOf(start.X + from, start.Y + y, start.Z + z), count);
            ReadOnlySpan<float> weight = weights.AsSpan(window.IndexOf(from, y, z), count);
            if (scores.IsEmpty)
            {
                TensorPrimitives.Add(target, weight, target);
            }
            else
            {
                TensorPrimitives.MultiplyAdd(scores.Slice(window.IndexOf(from, y, z), count), weight, target, target);
            }
        }
    }

    private List<(int Y, int Z)> RowsInside((int X, int Y, int Z) start, Size3 size)
    {
        (int y0, int yCount) = Overlap(start.Y, plan.PatchSize.Y, size.Y);
        (int z0, int zCount) = Overlap(start.Z, plan.PatchSize.Z, size.Z);
        var rows = new List<(int, int)>(yCount * zCount);
        for (int z = z0; z < z0 + zCount; z++)
        {
            for (int y = y0; y < y0 + yCount; y++)
            {
                rows.Add((y, z));
            }
        }

        return rows;
    }

    /// <summary>The part of a window that lies inside the scan along one axis.</summary>
    private static (int From, int Count) Overlap(int start, int window, int size)
    {
        int from = Math.Max(0, -start);
        return (from, Math.Min(window, size - start) - from);
    }
}
