using System.Globalization;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>The box of voxels that each segment occupies: first and last index along x, y and z.</summary>
internal sealed class SegmentExtents
{
    private readonly Dictionary<(int Layer, int Value), int[]> boxes = [];

    /// <summary>Looks at every voxel of a label map once.</summary>
    public static SegmentExtents Of(StoredImage image)
    {
        var extents = new SegmentExtents();
        for (int layer = 0; layer < image.Components; layer++)
        {
            extents.Add(layer, StoredLabels.Read(image, layer, new ImageSource(image.Format, "label map")), image.Grid.Size);
        }

        return extents;
    }

    /// <summary>Six numbers; an empty box for a segment without voxels.</summary>
    public string Text(Label label) =>
        string.Join(' ', (boxes.GetValueOrDefault((label.Layer, label.Value)) ?? [0, -1, 0, -1, 0, -1]).Select(i => i.ToString(CultureInfo.InvariantCulture)));

    private void Add(int layer, ushort[] labels, Size3 size)
    {
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<ushort> row = labels.AsSpan(size.IndexOf(0, y, z), size.X);
                for (int x = row.IndexOfAnyExcept((ushort)0); x >= 0 && x < row.Length;)
                {
                    int run = row[x..].IndexOfAnyExcept(row[x]);
                    int end = run < 0 ? row.Length : x + run;
                    if (row[x] != 0)
                    {
                        Include((layer, row[x]), x, end - 1, y, z);
                    }

                    x = end;
                }
            }
        }
    }

    private void Include((int Layer, int Value) segment, int first, int last, int y, int z)
    {
        if (!boxes.TryGetValue(segment, out int[]? box))
        {
            boxes[segment] = [first, last, y, y, z, z];
            return;
        }

        box[0] = Math.Min(box[0], first);
        box[1] = Math.Max(box[1], last);
        box[2] = Math.Min(box[2], y);
        box[3] = Math.Max(box[3], y);
        box[5] = z;
    }
}
