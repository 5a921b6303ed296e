using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>
/// Turns scores on the working grid into labels on the scan's grid, slab by slab and class by class: each class's scores are resampled for one
/// plane of the scan at a time and compete with the best so far. So memory does not grow with the number of classes. Of equal scores the first
/// class wins; outside the placement's box everything is background.
/// </summary>
internal sealed class LabelWriter
{
    private readonly ScanPlacement placement;
    private readonly Size3 working;
    private readonly OutputKind outputs;
    private readonly ushort[] values;
    private readonly (int Low, float Weight)[][] samples;
    private readonly float[]?[] carried;
    private readonly float[]? best;
    private readonly Volume<bool>[]? structures;
    private int next;

    /// <summary>A writer for one scan.</summary>
    /// <param name="placement">Where the working grid lies on the scan.</param>
    /// <param name="working">The size of the working grid.</param>
    /// <param name="plan">What the classes stand for.</param>
    /// <param name="groups">How many groups of classes will come one after the other.</param>
    public LabelWriter(ScanPlacement placement, Size3 working, SegmentationPlan plan, int groups = 1)
    {
        (this.placement, this.working, outputs, values) = (placement, working, plan.Outputs, plan.ClassValues);
        samples = [.. Enumerable.Range(0, 3).Select(axis => placement.Samples(axis, working[axis]))];
        carried = new float[plan.ClassCount][];
        Labels = new Volume<ushort>(placement.Scan);
        structures = outputs == OutputKind.Overlapping ? [.. plan.Labels.Select(_ => new Volume<bool>(placement.Scan))] : null;
        best = groups > 1 && outputs == OutputKind.Exclusive ? new float[placement.Size.Count] : null;
    }

    /// <summary>The label values so far; nothing but background where structures may overlap.</summary>
    public Volume<ushort> Labels { get; }

    /// <summary>The voxels of every structure so far, in the plan's order, where structures may overlap; null where they may not.</summary>
    public IReadOnlyList<Volume<bool>>? Structures => structures;

    /// <summary>Where anything was found so far: the labels, and where structures may overlap 1 wherever there is one of them.</summary>
    /// <param name="counts">Which structures count where they may overlap, by their place in the plan; null for all.</param>
    public Volume<ushort> Occupied(Func<int, bool>? counts = null)
    {
        if (structures is null)
        {
            return Labels;
        }

        var occupied = new Volume<ushort>(Labels.Grid);
        foreach (Volume<bool> structure in structures.Where((_, label) => counts?.Invoke(label) != false))
        {
            for (int i = 0; i < occupied.Array.Length; i++)
            {
                occupied.Array[i] |= structure.Array[i] ? (ushort)1 : (ushort)0;
            }
        }

        return occupied;
    }

    /// <summary>Takes the next slab. The first slab of another group of classes starts over at the first plane.</summary>
    public void Add(ScoreSlab slab, CancellationToken cancellation)
    {
        if (slab.First == 0)
        {
            next = 0;
        }

        int last = slab.First + slab.Count - 1, end = next;
        while (end < samples[2].Length && samples[2][end] is var (low, weight) && low + (weight > 0 ? 1 : 0) <= last)
        {
            end++;
        }

        Parallel.For(
            next, end, new ParallelOptions { CancellationToken = cancellation }, () => new Scratch(working, placement.Size),
            (z, _, scratch) =>
            {
                WritePlane(slab, z, scratch);
                return scratch;
            },
            _ => { });
        next = end;
        int plane = working.X * working.Y;
        for (int i = 0; i < slab.Classes.Count; i++)
        {
            slab.Values[i].AsSpan((slab.Count - 1) * plane, plane).CopyTo(carried[slab.Classes.First + i] ??= new float[plane]);
        }
    }

    private void WritePlane(ScoreSlab slab, int z, Scratch scratch)
    {
        int plane = placement.Size.X * placement.Size.Y;
        Span<float> leader = best is null ? scratch.Best : best.AsSpan(z * plane, plane);
        for (int i = 0; i < slab.Classes.Count; i++)
        {
            int classIndex = slab.Classes.First + i;
            ReadOnlySpan<float> scores = Across(slab, i, z, scratch);
            for (int y = 0; y < placement.Size.Y; y++)
            {
                ReadOnlySpan<float> row = Blended(scores, samples[1][y], working.X, scratch.Row);
                Span<float> leading = leader.Slice(y * placement.Size.X, placement.Size.X);
                bool begins = classIndex == 0 && outputs == OutputKind.Exclusive;
                if (structures is not null)
                {
                    Include(row, structures[classIndex].Array, placement.RowStart(y, z));
                    continue;
                }

                if (outputs == OutputKind.Regions)
                {
                    leading.Clear();
                }

                // Between two values there is none above both: most classes lose a whole row at a glance.
                if (begins || !(TensorPrimitives.Max(row) <= TensorPrimitives.Min<float>(leading)))
                {
                    Compete(row, leading, values[classIndex], (placement.RowStart(y, z), begins));
                }
            }
        }
    }

    /// <summary>A structure is where its score is above 0, whatever the others say.</summary>
    private void Include(ReadOnlySpan<float> row, bool[] inside, int start)
    {
        if (TensorPrimitives.Max(row) <= 0)
        {
            return;
        }

        int stride = placement.Strides.X;
        (int Low, float Weight)[] xs = samples[0];
        for (int x = 0; x < xs.Length; x++)
        {
            (int low, float weight) = xs[x];
            inside[start + x * stride] = (weight == 0 ? row[low] : row[low] + weight * (row[low + 1] - row[low])) > 0;
        }
    }

    private void Compete(ReadOnlySpan<float> row, Span<float> leading, ushort value, (int Start, bool Begins) at)
    {
        int stride = placement.Strides.X;
        ushort[] labels = Labels.Array;
        (int Low, float Weight)[] xs = samples[0];
        for (int x = 0; x < leading.Length; x++)
        {
            (int low, float weight) = xs[x];
            float score = weight == 0 ? row[low] : row[low] + weight * (row[low + 1] - row[low]);
            if (at.Begins || score > leading[x])
            {
                leading[x] = score;
                labels[at.Start + x * stride] = value;
            }
        }
    }

    /// <summary>One class's scores on a plane of the box, still at the working grid's x and y.</summary>
    private ReadOnlySpan<float> Across(ScoreSlab slab, int index, int z, Scratch scratch)
    {
        (int low, float weight) = samples[2][z];
        ReadOnlySpan<float> lower = PlaneOf(slab, index, low);
        if (weight == 0)
        {
            return lower;
        }

        TensorPrimitives.Lerp(lower, PlaneOf(slab, index, low + 1), weight, scratch.Plane);
        return scratch.Plane;
    }

    private ReadOnlySpan<float> PlaneOf(ScoreSlab slab, int index, int z)
    {
        int plane = working.X * working.Y;
        return z < slab.First ? carried[slab.Classes.First + index]! : slab.Values[index].AsSpan((z - slab.First) * plane, plane);
    }

    private static ReadOnlySpan<float> Blended(ReadOnlySpan<float> plane, (int Low, float Weight) sample, int width, float[] scratch)
    {
        ReadOnlySpan<float> lower = plane.Slice(sample.Low * width, width);
        if (sample.Weight == 0)
        {
            return lower;
        }

        TensorPrimitives.Lerp(lower, plane.Slice((sample.Low + 1) * width, width), sample.Weight, scratch);
        return scratch;
    }

    /// <summary>Memory of one thread.</summary>
    private sealed class Scratch(Size3 working, Size3 box)
    {
        public float[] Plane { get; } = new float[working.X * working.Y];

        public float[] Row { get; } = new float[working.X];

        public float[] Best { get; } = new float[box.X * box.Y];
    }
}
