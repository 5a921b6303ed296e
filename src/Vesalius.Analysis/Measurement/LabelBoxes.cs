using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>The box of every label value of a layer, found in one pass.</summary>
internal static class LabelBoxes
{
    /// <summary>Boxes by value; values that do not occur are absent, and so is background.</summary>
    public static Dictionary<int, VoxelBox> Of(Volume<ushort> labels)
    {
        var boxes = new Dictionary<int, VoxelBox>();
        for (int z = 0; z < labels.Size.Z; z++)
        {
            for (int y = 0; y < labels.Size.Y; y++)
            {
                AddRow(boxes, labels.Row(y, z), y, z);
            }
        }

        return boxes;
    }

    private static void AddRow(Dictionary<int, VoxelBox> boxes, ReadOnlySpan<ushort> row, int y, int z)
    {
        for (int x = 0; x < row.Length;)
        {
            int same = row[x..].IndexOfAnyExcept(row[x]), next = same < 0 ? row.Length : x + same;
            if (row[x] != 0)
            {
                boxes[row[x]] = boxes.GetValueOrDefault(row[x], VoxelBox.Nothing).Including(x, next - 1, y, z);
            }

            x = next;
        }
    }
}
