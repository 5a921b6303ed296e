using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// Prepares a scan as nnU-Net v2 does: axes rearranged, cut to the box of what is not zero, normalised, then resampled. (This library's own
/// way resamples without cutting, and without aliasing where the grid becomes coarser.)
/// </summary>
internal static class NnUnetPreparation
{
    // nnU-Net's readers call the slices of a planar image so far apart that nothing is resampled across them.
    private const double PlanarFactor = 999;

    /// <param name="plan">The plan.</param>
    /// <param name="channels">The scan.</param>
    /// <param name="previous">What a first stage found on the scan; null where there is none.</param>
    public static PreparedScan Prepare(SegmentationPlan plan, IReadOnlyList<Volume<float>> channels, Volume<ushort>? previous)
    {
        NnUnetConventions rule = plan.NnUnet!;
        Volume<float>[] turned = [.. channels.Select(channel => Turned(channel, rule.ScanAxes))];
        (Grid box, (int X, int Y, int Z) start) = NonzeroBox(turned);
        Spacing own = SpacingOf(box, rule), wanted = Wanted(rule, own);
        Grid working = Preprocessor.OfOneArray(box.WithSize(NewSize(box.Size, own, wanted)), plan.InputCount);
        bool[]? outline = rule.MaskedChannels.Contains(true) ? Outline(turned, box, start) : null;
        float[] voxels = new float[working.Size.Count * plan.InputCount];
        for (int c = 0; c < channels.Count; c++)
        {
            float[] cut = Cut(turned[c], box.Size, start);
            cut = outline is not null && rule.MaskedChannels[c]
                ? IntensityScale.StandardisedInside(cut, outline)
                : IntensityScale.Apply(plan.Normalizations[c], cut);
            float[] resampled = Resample(new Volume<float>(box, cut), working, rule.Data, rule.Data.AxisApart(own, wanted));
            resampled.CopyTo(voxels.AsSpan(c * (int)working.Size.Count));
        }

        if (previous is not null)
        {
            ushort[] labels = Cut(Turned(previous, rule.ScanAxes), box.Size, start);
            labels = new LabelStencil(box.Size, working.Size, (rule.Labels ?? new NnUnetResampling(1)).AxisApart(own, wanted)).Apply(labels);
            AddMasks(labels, plan.PreviousLabels!, voxels.AsSpan(channels.Count * (int)working.Size.Count));
        }

        return new PreparedScan(working, plan.InputCount, voxels)
        {
            Placement = new ScanPlacement
            {
                Scan = channels[0].Grid, Axes = rule.ScanAxes, Start = start, Size = box.Size, NearestAxis = rule.Scores.AxisApart(wanted, own),
            },
        };
    }

    private static void AddMasks(ushort[] labels, IReadOnlyList<int> values, Span<float> masks)
    {
        for (int i = 0; i < values.Count; i++)
        {
            Span<float> mask = masks.Slice(i * labels.Length, labels.Length);
            for (int voxel = 0; voxel < mask.Length; voxel++)
            {
                mask[voxel] = labels[voxel] == values[i] ? 1 : 0;
            }
        }
    }

    /// <summary>The size of the working grid of a scan in which no border is zero: the most it can be.</summary>
    public static Size3 WorkingSize(Grid scan, NnUnetConventions rule)
    {
        int[] axes = rule.ScanAxes;
        Spacing spacing = rule.IgnoresSpacing ? new Spacing(1, 1, 1) : scan.Spacing;
        var own = new Spacing(spacing[axes[0]], spacing[axes[1]], spacing[axes[2]]);
        return NewSize(new Size3(scan.Size[axes[0]], scan.Size[axes[1]], scan.Size[axes[2]]), own, Wanted(rule, own));
    }

    /// <summary>The volume with its axes in another order; nothing is mirrored.</summary>
    private static Volume<T> Turned<T>(Volume<T> scan, int[] axes)
        where T : unmanaged
    {
        if (axes is [0, 1, 2])
        {
            return scan;
        }

        string code = AnatomicalAxes.Of(scan.Grid).Code;
        return Reorientation.To(scan, string.Concat(axes.Select(axis => code[axis])));
    }

    private static Spacing SpacingOf(Grid box, NnUnetConventions rule)
    {
        Spacing spacing = rule.IgnoresSpacing ? new Spacing(1, 1, 1) : box.Spacing;
        return box.Dimensions == 2 ? spacing with { Z = PlanarFactor * Math.Max(spacing.X, spacing.Y) } : spacing;
    }

    private static Spacing Wanted(NnUnetConventions rule, Spacing own) => rule.Spacing.Count == 3
        ? new Spacing(rule.Spacing[2], rule.Spacing[1], rule.Spacing[0])
        : new Spacing(rule.Spacing[1], rule.Spacing[0], own.Z);

    private static Size3 NewSize(Size3 size, Spacing own, Spacing wanted)
    {
        int Along(int axis) => Math.Max(1, (int)Math.Round(own[axis] / wanted[axis] * size[axis]));
        return new Size3(Along(0), Along(1), Along(2));
    }

    /// <summary>The smallest box that holds every voxel that is not zero in some channel; the whole scan when all are zero.</summary>
    private static (Grid Box, (int X, int Y, int Z) Start) NonzeroBox(Volume<float>[] channels)
    {
        Grid grid = channels[0].Grid;
        (int X, int Y, int Z) first = (int.MaxValue, int.MaxValue, int.MaxValue), last = (-1, -1, -1);
        foreach (Volume<float> channel in channels)
        {
            for (int z = 0; z < grid.Size.Z; z++)
            {
                for (int y = 0; y < grid.Size.Y; y++)
                {
                    ReadOnlySpan<float> row = channel.Row(y, z);
                    int from = row.IndexOfAnyExcept(0f);
                    if (from >= 0)
                    {
                        first = (Math.Min(first.X, from), Math.Min(first.Y, y), Math.Min(first.Z, z));
                        last = (Math.Max(last.X, row.LastIndexOfAnyExcept(0f)), Math.Max(last.Y, y), Math.Max(last.Z, z));
                    }
                }
            }
        }

        return last.X < 0
            ? (grid, (0, 0, 0))
            : (grid.Region(first.X, first.Y, first.Z, new Size3(last.X - first.X + 1, last.Y - first.Y + 1, last.Z - first.Z + 1)), first);
    }

    /// <summary>What is not zero in some channel, and the holes in it.</summary>
    private static bool[] Outline(Volume<float>[] channels, Grid box, (int X, int Y, int Z) start)
    {
        // Three dimensions even for a planar image: there, as in nnU-Net, every hole is open to the front.
        var mask = new Volume<bool>(new Grid(box.Size, box.Affine));
        foreach (Volume<float> channel in channels)
        {
            float[] cut = Cut(channel, box.Size, start);
            for (int i = 0; i < cut.Length; i++)
            {
                mask.Array[i] |= cut[i] != 0;
            }
        }

        return HoleFilling.Fill(mask).Array;
    }

    private static T[] Cut<T>(Volume<T> scan, Size3 size, (int X, int Y, int Z) start)
        where T : unmanaged
    {
        T[] cut = new T[size.Count];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                scan.Row(start.Y + y, start.Z + z).Slice(start.X, size.X).CopyTo(cut.AsSpan(size.IndexOf(0, y, z)));
            }
        }

        return cut;
    }

    private static float[] Resample(Volume<float> box, Grid working, NnUnetResampling rule, int? apart)
    {
        if (box.Size == working.Size)
        {
            return box.Array;
        }

        if (apart is not { } axis)
        {
            return Within(Resampling.Onto(box, working, Kind(rule.Order)), box, null);
        }

        Size3 size = working.Size;
        Size3 own = axis switch { 0 => size with { X = box.Size.X }, 1 => size with { Y = box.Size.Y }, _ => size with { Z = box.Size.Z } };
        Grid slices = box.Grid.WithSize(own);
        var inSlices = new Volume<float>(slices, Within(Resampling.Onto(box, slices, Kind(rule.Order)), box, axis));
        return Resampling.Onto(inSlices, working, Kind(rule.OrderAcross)).Array;
    }

    private static Interpolation Kind(int order) => order switch
    {
        0 => Interpolation.Nearest,
        1 => Interpolation.Linear,
        _ => Interpolation.CubicBSpline,
    };

    /// <summary>Keeps a spline from leaving the range of the values it was made from: of the whole scan, or of each slice across an axis.</summary>
    private static float[] Within(Volume<float> spline, Volume<float> original, int? axis)
    {
        (float Low, float High)[] ranges = new (float, float)[axis is { } along ? original.Size[along] : 1];
        Array.Fill(ranges, (float.PositiveInfinity, float.NegativeInfinity));
        float[] from = original.Array, to = spline.Array;
        for (int i = 0; i < from.Length; i++)
        {
            ref (float Low, float High) range = ref ranges[SliceOf(i, original.Size, axis)];
            range = (Math.Min(range.Low, from[i]), Math.Max(range.High, from[i]));
        }

        for (int i = 0; i < to.Length; i++)
        {
            (float low, float high) = ranges[SliceOf(i, spline.Size, axis)];
            to[i] = Math.Clamp(to[i], low, high);
        }

        return to;
    }

    private static int SliceOf(int index, Size3 size, int? axis) => axis switch
    {
        null => 0,
        0 => index % size.X,
        1 => index / size.X % size.Y,
        _ => index / (size.X * size.Y),
    };
}
