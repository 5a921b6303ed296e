using System.Runtime.InteropServices;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Two masks of one structure, cut to the box that holds both; everything outside is background.</summary>
/// <param name="Grid">Where the voxels of the box lie.</param>
/// <param name="Reference">One byte a voxel, 0 or 1.</param>
/// <param name="Prediction">One byte a voxel, 0 or 1.</param>
internal sealed record MaskPair(Grid Grid, byte[] Reference, byte[] Prediction)
{
    /// <summary>One label of two volumes, inside a box known to hold it; voxels that nobody annotated are background in both.</summary>
    public static MaskPair Of(Volume<ushort> reference, Volume<ushort> prediction, int label, VoxelRange range, int? notAnnotated = null)
    {
        MaskPair pair = Empty(reference.Grid, range);
        pair.ForEachRow(range, (start, y, z, length) =>
        {
            ReadOnlySpan<ushort> r = reference.Row(y, z).Slice(range.Start.X, length),
                p = prediction.Row(y, z).Slice(range.Start.X, length);
            LabelRow.Select(r, (ushort)label, pair.Reference.AsSpan(start, length));
            LabelRow.Select(p, (ushort)label, pair.Prediction.AsSpan(start, length));
            if (notAnnotated is >= 0 and <= ushort.MaxValue and var ignored)
            {
                LabelRow.Clear(r, (ushort)ignored, pair.Prediction.AsSpan(start, length));
            }
        });
        return pair;
    }

    /// <summary>Two masks, cut to their common box; null when both are empty.</summary>
    public static MaskPair? Of(Volume<bool> reference, Volume<bool> prediction)
    {
        reference.Grid.Expect(prediction.Grid, "The predicted mask");
        VoxelRange range = default;
        for (int z = 0; z < reference.Size.Z; z++)
        {
            for (int y = 0; y < reference.Size.Y; y++)
            {
                AddRow(reference.Row(y, z), y, z, ref range);
                AddRow(prediction.Row(y, z), y, z, ref range);
            }
        }

        if (range.IsEmpty)
        {
            return null;
        }

        MaskPair pair = Empty(reference.Grid, range);
        pair.ForEachRow(range, (start, y, z, length) =>
        {
            MemoryMarshal.AsBytes(reference.Row(y, z).Slice(range.Start.X, length)).CopyTo(pair.Reference.AsSpan(start));
            MemoryMarshal.AsBytes(prediction.Row(y, z).Slice(range.Start.X, length)).CopyTo(pair.Prediction.AsSpan(start));
        });
        return pair;
    }

    private static MaskPair Empty(Grid grid, VoxelRange range)
    {
        Grid region = grid.Region(range.Start.X, range.Start.Y, range.Start.Z, range.Size);
        return new MaskPair(region, new byte[region.Size.Count], new byte[region.Size.Count]);
    }

    private static void AddRow(ReadOnlySpan<bool> row, int y, int z, ref VoxelRange range)
    {
        int first = row.IndexOf(true);
        if (first >= 0)
        {
            range.Include(first, row.LastIndexOf(true) + 1, y, z);
        }
    }

    private void ForEachRow(VoxelRange range, Action<int, int, int, int> row)
    {
        Size3 size = Grid.Size;
        Parallel.For(0, size.Z, z =>
        {
            for (int y = 0; y < size.Y; y++)
            {
                row(size.IndexOf(0, y, z), range.Start.Y + y, range.Start.Z + z, size.X);
            }
        });
    }
}
