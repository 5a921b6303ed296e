using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The boxes of all labels of a pair of volumes, from one pass: each holds the label in either volume.</summary>
internal static class LabelRanges
{
    /// <summary>The box of every label, by label value; background has none.</summary>
    public static IReadOnlyDictionary<int, VoxelRange> Of(Volume<ushort> reference, Volume<ushort> prediction)
    {
        var total = new VoxelRange[ushort.MaxValue + 1];
        Parallel.For(
            0,
            reference.Size.Z,
            () => new Dictionary<int, VoxelRange>(),
            (z, _, mine) =>
            {
                for (int y = 0; y < reference.Size.Y; y++)
                {
                    AddRow(reference.Row(y, z), y, z, mine);
                    AddRow(prediction.Row(y, z), y, z, mine);
                }

                return mine;
            },
            mine => Merge(mine, total));
        return Enumerable.Range(1, ushort.MaxValue).Where(label => !total[label].IsEmpty).ToDictionary(label => label, label => total[label]);
    }

    private static void AddRow(ReadOnlySpan<ushort> row, int y, int z, Dictionary<int, VoxelRange> ranges)
    {
        for (int x = 0; x < row.Length;)
        {
            ushort label = row[x];
            int length = row[x..].IndexOfAnyExcept(label);
            int end = length < 0 ? row.Length : x + length;
            if (label != 0)
            {
                ref VoxelRange range = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(ranges, label, out _);
                range.Include(x, end, y, z);
            }

            x = end;
        }
    }

    private static void Merge(Dictionary<int, VoxelRange> mine, VoxelRange[] total)
    {
        lock (total)
        {
            foreach ((int label, VoxelRange range) in mine)
            {
                total[label].Include(range);
            }
        }
    }
}
