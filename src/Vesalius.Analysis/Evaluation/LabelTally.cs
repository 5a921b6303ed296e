using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Three histograms that grow over spans of voxels: how often a label stands in the reference, in the prediction, and in both at one voxel.
/// Everything a two-label comparison can say follows from them.
/// </summary>
internal sealed class LabelTally(int? notAnnotated)
{
    private const int Values = ushort.MaxValue + 1;

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

    /// <summary>The label values seen in either volume, without background.</summary>
    public int[] Present() => [.. Enumerable.Range(1, Values - 1).Where(label => inReference[label] + inPrediction[label] > 0)];

    /// <summary>
    /// Counts a span of voxels, run by run: places where either volume changes are found many voxels at a time, and between them there is
    /// nothing to do, which is most of a medical volume.
    /// </summary>
    public void Add(ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> prediction)
    {
        int width = Vector512<ushort>.Count, start = 0, i = 1;
        ref ushort r = ref MemoryMarshal.GetReference(reference), p = ref MemoryMarshal.GetReference(prediction);
        for (; i <= reference.Length - width; i += width)
        {
            Vector512<ushort> changes = Changes(ref r, i) | Changes(ref p, i);
            if (changes != Vector512<ushort>.Zero)
            {
                // A bit for each voxel that is another than the one before.
                ulong same = Vector512.Equals(changes, Vector512<ushort>.Zero).ExtractMostSignificantBits();
                for (ulong bits = ~same & uint.MaxValue; bits != 0; bits &= bits - 1)
                {
                    int end = i + BitOperations.TrailingZeroCount(bits);
                    AddRun(reference[start], prediction[start], end - start);
                    start = end;
                }
            }
        }

        if (start < i && i <= reference.Length)
        {
            AddRun(reference[start], prediction[start], i - start);
            start = i;
        }

        AddOneByOne(reference[start..], prediction[start..]);
    }

    /// <summary>The same count, voxel by voxel: what <see cref="Add"/> is held against.</summary>
    public void AddOneByOne(ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> prediction)
    {
        for (int i = 0; i < reference.Length; i++)
        {
            AddRun(reference[i], prediction[i], 1);
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
            }
        }
    }

    private static Vector512<ushort> Changes(ref ushort labels, int at) =>
        Vector512.LoadUnsafe(ref labels, (nuint)at) ^ Vector512.LoadUnsafe(ref labels, (nuint)(at - 1));

    private void AddRun(ushort reference, ushort prediction, int count)
    {
        if (reference == skipped)
        {
            return;
        }

        Voxels += count;
        inReference[reference] += count;
        inPrediction[prediction] += count;
        if (reference == prediction)
        {
            inBoth[reference] += count;
        }
    }
}
