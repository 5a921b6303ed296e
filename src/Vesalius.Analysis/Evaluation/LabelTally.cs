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

    /// <summary>Counts a span of voxels: blocks in which neither volume changes are counted at once, which is most of a medical volume.</summary>
    public void Add(ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> prediction)
    {
        int width = Vector512<ushort>.Count, i = 0;
        ref ushort r = ref MemoryMarshal.GetReference(reference), p = ref MemoryMarshal.GetReference(prediction);
        while (i <= reference.Length - width)
        {
            Vector512<ushort> firstReference = Vector512.Create(reference[i]), firstPrediction = Vector512.Create(prediction[i]);
            int start = i;
            while (i <= reference.Length - width
                && ((Vector512.LoadUnsafe(ref r, (nuint)i) ^ firstReference) | (Vector512.LoadUnsafe(ref p, (nuint)i) ^ firstPrediction))
                    == Vector512<ushort>.Zero)
            {
                i += width;
            }

            if (i == start)
            {
                AddOneByOne(reference.Slice(i, width), prediction.Slice(i, width));
                i += width;
            }
            else
            {
                AddRun(reference[start], prediction[start], i - start);
            }
        }

        AddOneByOne(reference[i..], prediction[i..]);
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
