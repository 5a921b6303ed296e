using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>A set of voxels cut out to its own box.</summary>
/// <param name="Mask">The voxels of the box, placed where the box lies in the patient.</param>
/// <param name="Box">Where the box lies in the scan.</param>
internal sealed record LabelRegion(Volume<bool> Mask, VoxelBox Box)
{
    /// <summary>The voxels of one label value.</summary>
    public static LabelRegion Of(Volume<ushort> labels, int value, VoxelBox box)
    {
        Size3 size = box.Size;
        var mask = new Volume<bool>(labels.Grid.Region(box.FirstX, box.FirstY, box.FirstZ, size));
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<ushort> from = labels.Row(y + box.FirstY, z + box.FirstZ).Slice(box.FirstX, size.X);
                Span<bool> to = mask.Row(y, z);
                for (int x = 0; x < to.Length; x++)
                {
                    to[x] = from[x] == value;
                }
            }
        }

        return new LabelRegion(mask, box);
    }

    /// <summary>The values of a scan inside, in memory order.</summary>
    public float[] Values(Volume<float> image)
    {
        var values = new List<float>();
        for (int z = 0; z < Mask.Size.Z; z++)
        {
            for (int y = 0; y < Mask.Size.Y; y++)
            {
                ReadOnlySpan<bool> inside = Mask.Row(y, z);
                ReadOnlySpan<float> row = image.Row(y + Box.FirstY, z + Box.FirstZ).Slice(Box.FirstX, inside.Length);
                for (int x = 0; x < inside.Length; x++)
                {
                    if (inside[x])
                    {
                        values.Add(row[x]);
                    }
                }
            }
        }

        return [.. values];
    }
}
