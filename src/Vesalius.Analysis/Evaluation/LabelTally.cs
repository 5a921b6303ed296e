using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Three histograms that grow over spans of voxels: how often a label stands in the reference, in the prediction, and in both at one voxel;
/// and the box that holds it. Everything a two-label comparison can say follows from the counts.
/// </summary>
internal sealed class LabelTally(Size3 size, int? notAnnotated)
{
    private const int Values = ushort.MaxValue + 1;

    private readonly VoxelRange[] ranges = new VoxelRange[Values];
    private readonly long[] inReference = new long[Values], inPrediction = new long[Values], inBoth = new long[Values];
    private readonly int skipped = notAnnotated ?? -1;

    /// <summary>How many voxels were counted.</summary>
    public long Voxels { get; private set; }

    /// <summary>The overlap of one label.</summary>
    public Overlap Of(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(label, (int)ushort.MaxValue);
        long both = inBoth[label], onlyReference = inReference[label] - both, onlyPrediction = inPrediction[label] - both;
        return new Overlap(both, onlyReference, onlyPrediction) { Neither = Voxels - both - onlyReference - onlyPrediction };
    }

    /// <summary>The box that holds a label in either volume; empty for one that occurs nowhere, and for background.</summary>
    public VoxelRange RangeOf(int label) => ranges[label];

    /// <summary>The label values seen in either volume, without background.</summary>
    public int[] Present() => [.. Enumerable.Range(1, Values - 1).Where(label => inReference[label] + inPrediction[label] > 0)];

    /// <summary>
    /// Counts a span of voxels, run by run: places where either volume changes are found many voxels at a time, and between them there is
    /// nothing to do, which is most of a medical volume.
    /// </summary>
    /// <param name="reference">Voxels of the reference.</param>
    /// <param name="prediction">The same voxels of the prediction.</param>
    /// <param name="first">The place of the first of them in the volume.</param>
    public void Add(ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> prediction, int first)
    {
        int width = Vector512<ushort>.Count, length = reference.Length, start = 0;
        if (length <= width)
        {
            AddOneByOne(reference, prediction, first);
            return;
        }

        ref ushort r = ref MemoryMarshal.GetReference(reference), p = ref MemoryMarshal.GetReference(prediction);
        for (int i = 1; i < length; i += width)
        {
            // The last block is pushed back into the span; what it repeats was seen.
            int at = Math.Min(i, length - width);
            Vector512<ushort> changes = Changes(ref r, at) | Changes(ref p, at);
            if (changes != Vector512<ushort>.Zero)
            {
                // A bit for each voxel that is another than the one before.
                ulong same = Vector512.Equals(changes, Vector512<ushort>.Zero).ExtractMostSignificantBits();
                for (ulong bits = ~same & uint.MaxValue & (ulong.MaxValue << (i - at)); bits != 0; bits &= bits - 1)
                {
                    int end = at + BitOperations.TrailingZeroCount(bits);
                    AddRun(reference[start], prediction[start], (first + start, first + end));
                    start = end;
                }
            }
        }

        AddRun(reference[start], prediction[start], (first + start, first + length));
    }

    /// <summary>The same count, voxel by voxel: what <see cref="Add"/> is held against.</summary>
    public void AddOneByOne(ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> prediction, int first)
    {
        for (int i = 0; i < reference.Length; i++)
        {
            AddRun(reference[i], prediction[i], (first + i, first + i + 1));
        }
    }

    /// <summary>Takes over the counts of another tally. May be called from several threads.</summary>
    public void Merge(LabelTally other)
    {
        lock (inReference)
        {
            Voxels += other.Voxels;
            for (int label = 0; label < Values; label++)
            {
                inReference[label] += other.inReference[label];
                inPrediction[label] += other.inPrediction[label];
                inBoth[label] += other.inBoth[label];
                ranges[label].Include(other.ranges[label]);
            }
        }
    }

    private static Vector512<ushort> Changes(ref ushort labels, int at) =>
        Vector512.LoadUnsafe(ref labels, (nuint)at) ^ Vector512.LoadUnsafe(ref labels, (nuint)(at - 1));

    private void AddRun(ushort reference, ushort prediction, (int From, int To) run)
    {
        if (reference == skipped)
        {
            return;
        }

        int count = run.To - run.From;
        if ((reference | prediction) != 0)
        {
            Include(reference, prediction, run);
        }

        Voxels += count;
        inReference[reference] += count;
        inPrediction[prediction] += count;
        if (reference == prediction)
        {
            inBoth[reference] += count;
        }
    }

    // A run may go on over the ends of rows.
    private void Include(ushort reference, ushort prediction, (int From, int To) run)
    {
        for (int from = run.From; from < run.To;)
        {
            (int row, int x) = Math.DivRem(from, size.X);
            (int z, int y) = Math.DivRem(row, size.Y);
            int end = Math.Min(size.X, x + run.To - from);
            Include(reference, x, end, y, z);
            Include(prediction, x, end, y, z);
            from += end - x;
        }
    }

    private void Include(ushort label, int x, int end, int y, int z)
    {
        if (label != 0)
        {
            ranges[label].Include(x, end, y, z);
        }
    }
}
