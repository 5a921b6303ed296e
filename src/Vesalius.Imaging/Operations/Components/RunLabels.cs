using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Operations;

/// <summary>From joined runs to numbered voxels.</summary>
internal sealed class RunLabels
{
    private readonly Volume<bool> mask;
    private readonly RunForest forest;
    private readonly int[] numbers;
    private readonly ulong[] joined;

    /// <summary>Numbers the components in the order in which their first voxels lie in memory, from 1.</summary>
    public RunLabels(Volume<bool> mask, RunForest forest)
    {
        (this.mask, this.forest) = (mask, forest);
        joined = new ulong[forest.Words];
        numbers = new int[forest.Count];
        int[] roots = Roots();
        if (forest.RowsOfBundle > 1)
        {
            // The first run of a component need not hold its first voxel.
            int[] first = FirstVoxels();
            Array.Sort([.. roots.Select(root => first[root])], roots);
        }

        Count = roots.Length;
        for (int i = 0; i < Count; i++)
        {
            numbers[roots[i]] = i + 1;
        }

        for (int run = 0; run < numbers.Length; run++)
        {
            numbers[run] = numbers[forest.Root(run)];
        }
    }

    /// <summary>How many components there are.</summary>
    public int Count { get; }

    /// <summary>Writes the numbers of all voxels into a volume of zeros, and counts the voxels of every component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ComponentStatistics[] Write(Volume<int> labels)
    {
        var statistics = new ComponentStatistics[Count];
        int[] line = new int[forest.Words * BitRows.WordBits];
        for (int bundle = 0; bundle < forest.Bundles; bundle++)
        {
            int run = forest.FirstOfBundle(bundle);
            if (run == forest.FirstOfBundle(bundle + 1))
            {
                continue;
            }

            forest.Overlay(bundle, joined);
            (int firstY, int firstZ) = forest.FirstRow(bundle);
            for (var runs = new BitRuns(joined); runs.MoveNext(); run++)
            {
                line.AsSpan(runs.Start, runs.End - runs.Start).Fill(numbers[run]);
                for (int row = 0; row < forest.RowsOfBundle; row++)
                {
                    Add(runs, firstY + (row & 1), firstZ + (row >> 1), ref statistics[numbers[run] - 1]);
                }
            }

            for (int row = 0; row < forest.RowsOfBundle; row++)
            {
                (int y, int z) = (firstY + (row & 1), firstZ + (row >> 1));
                if (y < mask.Size.Y && z < mask.Size.Z)
                {
                    Keep(line, MemoryMarshal.AsBytes(mask.Row(y, z)), labels.Row(y, z));
                }
            }
        }

        return statistics;
    }

    private void Add(BitRuns run, int y, int z, ref ComponentStatistics statistics)
    {
        ReadOnlySpan<ulong> row = forest.Row(y, z);
        for (int word = run.Start / BitRows.WordBits; word * BitRows.WordBits < run.End; word++)
        {
            ulong own = run.Within(row[word], word * BitRows.WordBits);
            if (own != 0)
            {
                statistics.Add(own, word * BitRows.WordBits, y, z);
            }
        }
    }

    private int[] Roots()
    {
        var roots = new List<int>();
        for (int run = 0; run < forest.Count; run++)
        {
            if (forest.Root(run) == run)
            {
                roots.Add(run);
            }
        }

        return [.. roots];
    }

    // Of every component's root, the place in memory of the first voxel.
    private int[] FirstVoxels()
    {
        int[] first = new int[forest.Count];
        Array.Fill(first, int.MaxValue);
        for (int bundle = 0; bundle < forest.Bundles; bundle++)
        {
            int run = forest.FirstOfBundle(bundle);
            if (run < forest.FirstOfBundle(bundle + 1))
            {
                forest.Overlay(bundle, joined);
                for (var runs = new BitRuns(joined); runs.MoveNext(); run++)
                {
                    ref int known = ref first[forest.Root(run)];
                    known = Math.Min(known, FirstVoxel(runs, bundle));
                }
            }
        }

        return first;
    }

    private int FirstVoxel(BitRuns run, int bundle)
    {
        (int firstY, int firstZ) = forest.FirstRow(bundle);
        for (int row = 0; row < forest.RowsOfBundle; row++)
        {
            (int y, int z) = (firstY + (row & 1), firstZ + (row >> 1));
            ReadOnlySpan<ulong> words = forest.Row(y, z);
            for (int word = run.Start / BitRows.WordBits; word * BitRows.WordBits < run.End; word++)
            {
                ulong own = run.Within(words[word], word * BitRows.WordBits);
                if (own != 0)
                {
                    return mask.Size.IndexOf((word * BitRows.WordBits) + BitOperations.TrailingZeroCount(own), y, z);
                }
            }
        }

        throw new InvalidOperationException("A run has a voxel in one of its rows.");
    }

    // Copies the numbers of the set voxels of a row, sixty-four at a time; the others are zero already.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keep(ReadOnlySpan<int> line, ReadOnlySpan<byte> row, Span<int> labels)
    {
        ref byte voxels = ref MemoryMarshal.GetReference(row);
        ref int from = ref MemoryMarshal.GetReference(line), to = ref MemoryMarshal.GetReference(labels);
        int x = 0;
        for (; x <= row.Length - Vector512<byte>.Count; x += Vector512<byte>.Count)
        {
            Vector512<byte> bytes = Vector512.LoadUnsafe(ref voxels, (nuint)x);
            if (bytes == Vector512<byte>.Zero)
            {
                continue;
            }

            (Vector512<ushort> low, Vector512<ushort> high) = Vector512.Widen(bytes);
            (Vector512<uint> a, Vector512<uint> b) = Vector512.Widen(low);
            (Vector512<uint> c, Vector512<uint> d) = Vector512.Widen(high);
            KeepSixteen(a, ref from, ref to, x);
            KeepSixteen(b, ref from, ref to, x + 16);
            KeepSixteen(c, ref from, ref to, x + 32);
            KeepSixteen(d, ref from, ref to, x + 48);
        }

        for (; x < row.Length; x++)
        {
            labels[x] = row[x] != 0 ? line[x] : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void KeepSixteen(Vector512<uint> isSet, ref int from, ref int to, int x) =>
        (Vector512.LoadUnsafe(ref from, (nuint)x) & -isSet.AsInt32()).StoreUnsafe(ref to, (nuint)x);
}
