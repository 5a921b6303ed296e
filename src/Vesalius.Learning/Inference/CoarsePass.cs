using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>
/// Finds where the structures are, with the same network on every second voxel: an eighth of the work in three dimensions. It need not be
/// exact, only near: the fine pass looks at the box around what it found, with a margin, and further where labels reach the box's faces.
/// </summary>
/// <param name="window">The window over the network.</param>
/// <param name="plan">The plan.</param>
/// <param name="structures">The names of the structures that are wanted; empty for all.</param>
/// <param name="groups">In how many groups of classes a grid of some size is to be labelled.</param>
internal sealed class CoarsePass(SlidingWindow window, SegmentationPlan plan, IReadOnlyList<string> structures, Func<Size3, int> groups)
{
    private const int LeastMargin = 4;

    /// <summary>How far the box reaches beyond what was found.</summary>
    public Size3 Margin => Each(axis => plan.PatchSize[axis] == 1 ? 1 : Math.Max(LeastMargin, plan.PatchSize[axis] / 8));

    /// <summary>By how much the box grows where labels reach its faces.</summary>
    public Size3 Growth => Each(axis => Math.Max(1, plan.PatchSize[axis] / 2));

    /// <summary>The box to look at more closely; the whole scan where nothing was found: a coarse look may miss what is small.</summary>
    public WorkingBox Find(PreparedScan scan, CancellationToken cancellation)
    {
        Size3 size = scan.Grid.Size;
        PreparedScan coarse = Halved(scan);
        ClassRange[] ranges = ClassRange.Groups(plan.ClassCount, groups(coarse.Grid.Size));
        var writer = new LabelWriter(ScanPlacement.Whole(coarse.Grid), coarse.Grid.Size, plan, ranges.Length);
        foreach (ClassRange range in ranges)
        {
            foreach (ScoreSlab slab in window.Slabs(coarse, range, null, cancellation))
            {
                writer.Add(slab, cancellation);
            }
        }

        return BoxOf(Wanted(writer)) is not { } found
            ? WorkingBox.Whole(size)
            : Finer(found, coarse.Grid.Size, size).Padded(Margin, plan.PatchSize, size);
    }

    private Volume<ushort> Wanted(LabelWriter writer)
    {
        if (plan.Outputs != OutputKind.Overlapping)
        {
            return WantedLabels.Only(new LabelMap(writer.Labels, plan.LabelTable), plan, structures).Voxels;
        }

        HashSet<PlannedLabel> wanted = [.. WantedLabels.Of(plan, structures)];
        return writer.Occupied(label => wanted.Contains(plan.Labels[label]));
    }

    private static Size3 Each(Func<int, int> of) => new(of(0), of(1), of(2));

    private PreparedScan Halved(PreparedScan scan)
    {
        Size3 size = scan.Grid.Size, half = Each(axis => axis == 2 && plan.Dimensions == 2 ? size.Z : (size[axis] + 1) / 2);
        float[] voxels = new float[half.Count * scan.ChannelCount];
        for (int channel = 0; channel < scan.ChannelCount; channel++)
        {
            FieldOfView.Resize(scan.Channel(channel), size, half).CopyTo(voxels.AsSpan(channel * (int)half.Count));
        }

        return new PreparedScan(scan.Grid.WithSize(half), scan.ChannelCount, voxels);
    }

    private static WorkingBox Finer(WorkingBox box, Size3 coarse, Size3 fine) => new(
        [.. box.First.Select((first, axis) => (int)((long)first * fine[axis] / coarse[axis]))],
        [.. box.End.Select((end, axis) => (int)(((long)end * fine[axis] + coarse[axis] - 1) / coarse[axis]))]);

    private static WorkingBox? BoxOf(Volume<ushort> labels)
    {
        Size3 size = labels.Size;
        int[] first = [int.MaxValue, int.MaxValue, int.MaxValue], end = [0, 0, 0];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<ushort> row = labels.Row(y, z);
                if (row.IndexOfAnyExcept((ushort)0) is >= 0 and var from)
                {
                    first = [Math.Min(first[0], from), Math.Min(first[1], y), Math.Min(first[2], z)];
                    end = [Math.Max(end[0], row.LastIndexOfAnyExcept((ushort)0) + 1), Math.Max(end[1], y + 1), z + 1];
                }
            }
        }

        return end[2] == 0 ? null : new WorkingBox(first, end);
    }
}
