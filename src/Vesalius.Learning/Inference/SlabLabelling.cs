using System.Runtime.CompilerServices;
using Vesalius.Imaging;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>The way from a prepared scan to labels on the scan's grid: window after window, slab after slab, within the memory allowed.</summary>
internal sealed class SlabLabelling(SlidingWindow window, SegmentationPlan plan, SlidingWindowOptions options, long weightBytes)
{
    /// <summary>Whether labels are corrected afterwards.</summary>
    public bool Corrects { get; init; }

    /// <summary>
    /// Looks at all of a scan, or only where structures are if that is wanted; each part that is looked at gets readers of its own.
    /// </summary>
    public LabelWriter Sought(
        PreparedScan prepared, Func<PreparedScan, IReadOnlyList<ISlabReader>> readers, IProgress<double>? progress, CancellationToken cancellation) =>
        (options.CoarseFirst ? CoarseToFine(prepared, readers, progress, cancellation) : null)
        ?? All(prepared, readers(prepared), progress, cancellation);

    /// <summary>
    /// Looks coarsely at all of a scan, then closely at the part where structures are, and further where they reach its faces; null when that
    /// is the whole scan.
    /// </summary>
    private LabelWriter? CoarseToFine(
        PreparedScan prepared, Func<PreparedScan, IReadOnlyList<ISlabReader>> readers, IProgress<double>? progress, CancellationToken cancellation)
    {
        var coarse = new CoarsePass(window, plan, options.Structures, grid => Need(grid, grid).GroupsFor(options.MaxMemory));
        Size3 size = prepared.Grid.Size;
        Size3 growth = coarse.Growth;
        WorkingBox box = coarse.Find(prepared, cancellation);
        while (!box.IsWhole(size) && box.Of(prepared) is { } part)
        {
            LabelWriter labels = All(part, readers(part), progress, cancellation);
            WorkingBox grown = box.Grown(part.Placement!.Touched(prepared.Placement!, labels.Occupied().Array), growth, size);
            if (grown.Size == box.Size)
            {
                return labels;
            }

            // Twice as far each time: what goes on for long is not looked at again and again.
            (box, growth) = (grown, new Size3(2 * growth.X, 2 * growth.Y, 2 * growth.Z));
        }

        return null;
    }

    /// <summary>Looks at all of a scan while others read its scores. They read nothing where classes come in groups.</summary>
    public LabelWriter All(
        PreparedScan prepared, IReadOnlyList<ISlabReader> readers, IProgress<double>? progress, CancellationToken cancellation)
    {
        ScanPlacement placement = prepared.Placement!;
        ClassRange[] groups = ClassRange.Groups(plan.ClassCount, GroupsFor(prepared));
        readers = groups.Length == 1 ? readers : [];
        var writer = new LabelWriter(placement, prepared.Grid.Size, plan, groups.Length);
        for (int group = 0; group < groups.Length; group++)
        {
            var part = PartOf.Equal(progress, group, groups.Length);
            LabelGroup(prepared, groups[group], (writer, readers), part, cancellation);
        }

        return writer;
    }

    /// <summary>In how many groups the classes of a scan come, so that they fit into the memory allowed.</summary>
    public int GroupsFor(PreparedScan prepared) => Need(prepared.Placement!.Scan.Size, prepared.Grid.Size).GroupsFor(options.MaxMemory);

    /// <summary>The memory that a scan takes.</summary>
    public MemoryNeed Need(Size3 scan, Size3 working) => new(plan, scan, working, weightBytes, options.Precision)
    {
        Copies = options.CoarseFirst ? 2 : 1, Corrects = Corrects,
    };

    // A method of its own: when it returns, nothing holds the sums of one group any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LabelGroup(
        PreparedScan prepared, ClassRange classes, (LabelWriter Writer, IReadOnlyList<ISlabReader> Readers) into, IProgress<double> progress,
        CancellationToken cancellation)
    {
        if (options.MaxMemory is not null)
        {
            // What preparing and earlier groups left behind would count as ours.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        foreach (ScoreSlab slab in window.Slabs(prepared, classes, progress, cancellation, into.Readers.Any(reader => reader.WantsMembers)))
        {
            into.Writer.Add(slab, cancellation);
            foreach (ISlabReader reader in into.Readers)
            {
                reader.Read(slab, cancellation);
            }
        }
    }
}
