using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vesalius.Imaging.Operations;

/// <summary>
/// The runs of set voxels along x, joined into trees where they touch: union-find over runs instead of voxels, found and compared 64 voxels
/// at a time. Every root is the first run of its tree.
/// </summary>
/// <remarks>
/// Where voxels hang together by vertices, two by two rows are taken as one: whatever lies at x and x + 1 in such a bundle touches, so a
/// run of the bundle is a run of its rows laid over each other, and there are several times fewer. Else a bundle is one row.
/// </remarks>
internal sealed class RunForest
{
    private readonly BitRows rows;
    private readonly int bundlesY;
    private readonly int thickness;

    // Of every bundle the starts of its runs as bits, and of every word of them the number of runs before it.
    private readonly ulong[] starts;
    private readonly int[] runsBefore;
    private int[] parents = new int[1024];

    private RunForest(BitRows rows, Size3 size, int thickness)
    {
        this.rows = rows;
        this.thickness = thickness;
        bundlesY = (size.Y + thickness - 1) / thickness;
        Bundles = bundlesY * ((size.Z + thickness - 1) / thickness);
        starts = new ulong[Bundles * Words];
        runsBefore = new int[(Bundles * Words) + 1];
    }

    /// <summary>How many bundles of rows there are.</summary>
    public int Bundles { get; }

    /// <summary>Rows in a bundle: one, or two by two, y first.</summary>
    public int RowsOfBundle => thickness * thickness;

    /// <summary>Words of bits in a row.</summary>
    public int Words => rows.Words;

    /// <summary>How many runs there are.</summary>
    public int Count { get; private set; }

    /// <summary>Collects and joins the runs of a mask.</summary>
    public static RunForest Of(Volume<bool> mask, Connectivity connectivity, CancellationToken cancellation)
    {
        var forest = new RunForest(BitRows.Of(mask), mask.Size, connectivity == Connectivity.Vertices ? 2 : 1);
        var joined = new ulong[forest.Words];
        for (int bundle = 0; bundle < forest.Bundles; bundle++)
        {
            if (bundle % forest.bundlesY == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            forest.Overlay(bundle, joined);
            if (forest.Collect(bundle, joined))
            {
                forest.JoinNeighbours(bundle, connectivity);
            }
        }

        return forest;
    }

    /// <summary>The lowest row of a bundle.</summary>
    public (int Y, int Z) FirstRow(int bundle) => (bundle % bundlesY * thickness, bundle / bundlesY * thickness);

    /// <summary>The bits of a row; none outside the mask.</summary>
    public ReadOnlySpan<ulong> Row(int y, int z) => rows.Row(y, z);

    /// <summary>The first run of a bundle; of the bundle after the last, the number of runs.</summary>
    public int FirstOfBundle(int bundle) => runsBefore[bundle * Words];

    /// <summary>The run that stands for the component of a run; it is never a later one.</summary>
    public int Root(int run)
    {
        while (parents[run] != run)
        {
            // Halving the path keeps trees flat, and parents never move to a later run.
            run = parents[run] = parents[parents[run]];
        }

        return run;
    }

    /// <summary>Lays the rows of a bundle over each other.</summary>
    public void Overlay(int bundle, Span<ulong> joined)
    {
        (int y, int z) = FirstRow(bundle);
        rows.Row(y, z).CopyTo(joined);
        if (thickness == 2)
        {
            Add(rows.Row(y + 1, z), joined);
            Add(rows.Row(y, z + 1), joined);
            Add(rows.Row(y + 1, z + 1), joined);
        }
    }

    private static void Add(ReadOnlySpan<ulong> row, Span<ulong> joined)
    {
        for (int word = 0; word < joined.Length; word++)
        {
            joined[word] |= row[word];
        }
    }

    // Returns whether the bundle has a run.
    private bool Collect(int bundle, ReadOnlySpan<ulong> joined)
    {
        ulong last = 0;
        int before = Count;
        for (int word = 0; word < Words; word++)
        {
            ulong own = joined[word], first = own & ~((own << 1) | (last >> 63));
            last = own;
            starts[(bundle * Words) + word] = first;
            runsBefore[(bundle * Words) + word] = Count;
            Count += BitOperations.PopCount(first);
        }

        runsBefore[(bundle + 1) * Words] = Count;
        if (Count > parents.Length)
        {
            Array.Resize(ref parents, Math.Max(Count, (int)Math.Min(2L * parents.Length, Array.MaxLength)));
        }

        for (int run = before; run < Count; run++)
        {
            parents[run] = run;
        }

        return Count > before;
    }

    // The bundles already seen that neighbour this one: before it in the layer, and three in the layer before. Only the rows that face each
    // other count.
    private void JoinNeighbours(int bundle, Connectivity connectivity)
    {
        (int y, int z) = FirstRow(bundle);
        int t = thickness - 1;
        bool isBent = connectivity != Connectivity.Faces, isFirst = y == 0, isLast = bundle % bundlesY == bundlesY - 1;
        if (!isFirst)
        {
            Join(bundle, bundle - 1, new FacingRows(rows.Row(y, z), rows.Row(y, z + t), rows.Row(y - 1, z), rows.Row(y - 1, z + t)), isBent);
        }

        if (z == 0)
        {
            return;
        }

        int below = bundle - bundlesY;
        Join(bundle, below, new FacingRows(rows.Row(y, z), rows.Row(y + t, z), rows.Row(y, z - 1), rows.Row(y + t, z - 1)), isBent);
        bool isDiagonal = connectivity == Connectivity.Vertices;
        if (isBent && !isFirst)
        {
            ReadOnlySpan<ulong> own = rows.Row(y, z), other = rows.Row(y - 1, z - 1);
            Join(bundle, below - 1, new FacingRows(own, own, other, other), isDiagonal);
        }

        if (isBent && !isLast)
        {
            ReadOnlySpan<ulong> own = rows.Row(y + t, z), other = rows.Row(y + t + 1, z - 1);
            Join(bundle, below + 1, new FacingRows(own, own, other, other), isDiagonal);
        }
    }

    // Joins the runs of two bundles that have a voxel at the same x, or, where steps aside count, at neighbouring ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Join(int bundle, int other, FacingRows facing, bool countsAside)
    {
        ulong lastA = 0, lastB = 0;
        for (int word = 0; word < Words; word++)
        {
            (ulong a, ulong b) = (facing.Own(word), facing.Other(word));
            (ulong beforeA, ulong beforeB) = ((a << 1) | (lastA >> 63), (b << 1) | (lastB >> 63));
            int atA = (bundle * Words) + word, atB = (other * Words) + word;

            // Of a stretch of voxels that meet, the first is enough: it lies in one run of either bundle.
            for (ulong meet = a & b & ~(beforeA & beforeB); meet != 0; meet &= meet - 1)
            {
                ulong upTo = meet ^ (meet - 1);
                Unite(RunAt(atA, upTo), RunAt(atB, upTo));
            }

            if (countsAside)
            {
                // Steps aside matter only from the end of one stretch to the start of another.
                for (ulong meet = a & ~beforeA & beforeB & ~b; meet != 0; meet &= meet - 1)
                {
                    Unite(RunAt(atA, meet ^ (meet - 1)), RunAt(atB, (meet & (0 - meet)) - 1));
                }

                for (ulong meet = b & ~beforeB & beforeA & ~a; meet != 0; meet &= meet - 1)
                {
                    Unite(RunAt(atA, (meet & (0 - meet)) - 1), RunAt(atB, meet ^ (meet - 1)));
                }
            }

            (lastA, lastB) = (a, b);
        }
    }

    // The run that holds the last of the places named by the low bits of a word, or the last place before the word when none is named.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RunAt(int word, ulong places) => runsBefore[word] + BitOperations.PopCount(starts[word] & places) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unite(int a, int b)
    {
        if (parents[a] != parents[b])
        {
            (a, b) = (Root(a), Root(b));
            parents[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    /// <summary>The rows of two bundles that face each other, two of each, which may be the same.</summary>
    private readonly ref struct FacingRows(
        ReadOnlySpan<ulong> own, ReadOnlySpan<ulong> ownToo, ReadOnlySpan<ulong> other, ReadOnlySpan<ulong> otherToo)
    {
        private readonly ReadOnlySpan<ulong> own = own, ownToo = ownToo, other = other, otherToo = otherToo;

        public ulong Own(int word) => own[word] | ownToo[word];

        public ulong Other(int word) => other[word] | otherToo[word];
    }
}
