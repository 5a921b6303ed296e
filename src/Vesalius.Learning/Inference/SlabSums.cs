using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Inference;

/// <summary>
/// The sums of weighted scores over as many planes as a window is deep: when all windows that reach a plane have been added, it is finished
/// and makes room. No more planes are ever held, however long the scan is.
/// </summary>
internal sealed class SlabSums
{
    private readonly Size3 scan;
    private readonly Size3 window;
    private readonly float[] weights;
    private readonly ClassRange classes;
    private readonly float[][] sums;
    private readonly float[] total;
    private readonly float[] row;
    private readonly int? background;
    private int first;

    /// <summary>Sums for a scan, all zero.</summary>
    /// <param name="scan">The scan's size.</param>
    /// <param name="window">The window's size.</param>
    /// <param name="weights">What each voxel of a window counts.</param>
    /// <param name="classes">Which classes.</param>
    /// <param name="background">The class that wins where no window looks; null where background is no class.</param>
    public SlabSums(Size3 scan, Size3 window, float[] weights, ClassRange classes, int? background = 0)
    {
        this.background = background;
        (this.scan, this.window, this.weights, this.classes) = (scan, window, weights, classes);
        long voxels = (long)scan.X * scan.Y * Math.Min(scan.Z, window.Z);
        sums = [.. Enumerable.Range(0, classes.Count).Select(_ => new float[voxels])];
        total = new float[voxels];
        row = new float[window.X];
    }

    /// <summary>Adds one pass of the network over a window.</summary>
    public void Add(int classIndex, ReadOnlySpan<float> scores, Mirroring turned, (int X, int Y, int Z) start)
    {
        (int from, int count) = Overlap(start.X, window.X, scan.X);
        float[] sum = sums[classIndex - classes.First];
        foreach ((int y, int z) in RowsInside(start))
        {
            scores.Slice(turned.Row(window, y, z), window.X).CopyTo(row);
            if (turned.X)
            {
                row.AsSpan().Reverse();
            }

            Span<float> target = sum.AsSpan(scan.IndexOf(start.X + from, start.Y + y, start.Z + z - first), count);
            TensorPrimitives.MultiplyAdd(row.AsSpan(from, count), weights.AsSpan(window.IndexOf(from, y, z), count), target, target);
        }
    }

    /// <summary>Adds the weights of a window that so many passes saw.</summary>
    public void AddWeights((int X, int Y, int Z) start, int passes)
    {
        (int from, int count) = Overlap(start.X, window.X, scan.X);
        foreach ((int y, int z) in RowsInside(start))
        {
            Span<float> target = total.AsSpan(scan.IndexOf(start.X + from, start.Y + y, start.Z + z - first), count);
            TensorPrimitives.MultiplyAdd(weights.AsSpan(window.IndexOf(from, y, z), count), passes, target, target);
        }
    }

    /// <summary>The mean scores of all planes before one, to which nothing will be added any more.</summary>
    public ScoreSlab Finish(int before)
    {
        int voxels = (before - first) * scan.X * scan.Y;
        foreach (float[] sum in sums)
        {
            TensorPrimitives.Divide(sum.AsSpan(0, voxels), total.AsSpan(0, voxels), sum.AsSpan(0, voxels));
        }

        if (total.AsSpan(0, voxels).Contains(0))
        {
            FillUnseen(voxels);
        }

        return new ScoreSlab(first, before - first, classes, sums);
    }

    /// <summary>What no window saw is background for certain.</summary>
    private void FillUnseen(int voxels)
    {
        for (int c = 0; c < sums.Length; c++)
        {
            float score = classes.First + c == background ? Scores.CertainScore : -Scores.CertainScore;
            for (int i = 0; i < voxels; i++)
            {
                sums[c][i] = total[i] == 0 ? score : sums[c][i];
            }
        }
    }

    /// <summary>Forgets the planes before one: those after it move up.</summary>
    public void Forget(int before)
    {
        int voxels = (before - first) * scan.X * scan.Y;
        foreach (float[] values in sums.Append(total))
        {
            values.AsSpan(voxels).CopyTo(values);
            values.AsSpan(values.Length - voxels).Clear();
        }

        first = before;
    }

    /// <summary>The part of a window that lies inside the scan along one axis.</summary>
    public static (int From, int Count) Overlap(int start, int window, int size)
    {
        int from = Math.Max(0, -start);
        return (from, Math.Min(window, size - start) - from);
    }

    private List<(int Y, int Z)> RowsInside((int X, int Y, int Z) start) => Tiles.RowsInside(start, window, scan);
}
