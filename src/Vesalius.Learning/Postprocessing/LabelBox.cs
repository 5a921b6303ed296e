using Vesalius.Imaging;

namespace Vesalius.Learning.Postprocessing;

/// <summary>
/// The box around some values of a label volume, a voxel wider to every side inside the image: what lies at its edge is outside the
/// structure, as
/// it is in the whole image.
/// </summary>
internal sealed class LabelBox
{
    private readonly (int X, int Y, int Z) first;

    private LabelBox((int X, int Y, int Z) first, Volume<ushort> voxels)
    {
        this.first = first;
        Voxels = voxels;
    }

    /// <summary>The voxels in the box.</summary>
    public Volume<ushort> Voxels { get; }

    /// <summary>The box of some values; null when there is none of them.</summary>
    public static LabelBox? Of(Volume<ushort> labels, params ReadOnlySpan<ushort> values)
    {
        Size3 size = labels.Size;
        (int X, int Y, int Z) low = (size.X, size.Y, size.Z), high = (-1, -1, -1);
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<ushort> row = labels.Row(y, z);
                int left = row.IndexOfAny(values);
                if (left >= 0)
                {
                    low = (Math.Min(low.X, left), Math.Min(low.Y, y), Math.Min(low.Z, z));
                    high = (Math.Max(high.X, row.LastIndexOfAny(values)), Math.Max(high.Y, y), Math.Max(high.Z, z));
                }
            }
        }

        return high.X < 0 ? null : Cut(
            labels, (Math.Max(0, low.X - 1), Math.Max(0, low.Y - 1), Math.Max(0, low.Z - 1)),
            (Math.Min(size.X - 1, high.X + 1), Math.Min(size.Y - 1, high.Y + 1), Math.Min(size.Z - 1, high.Z + 1)));
    }

    /// <summary>The same box of another volume on the same grid.</summary>
    public Volume<ushort> Same(Volume<ushort> other)
    {
        Size3 size = Voxels.Size;
        return Cut(other, first, (first.X + size.X - 1, first.Y + size.Y - 1, first.Z + size.Z - 1)).Voxels;
    }

    /// <summary>Puts the box's voxels back where they came from.</summary>
    public void WriteTo(Volume<ushort> target)
    {
        for (int z = 0; z < Voxels.Size.Z; z++)
        {
            for (int y = 0; y < Voxels.Size.Y; y++)
            {
                Voxels.Row(y, z).CopyTo(target.Row(first.Y + y, first.Z + z)[first.X..]);
            }
        }
    }

    private static LabelBox Cut(Volume<ushort> labels, (int X, int Y, int Z) low, (int X, int Y, int Z) high)
    {
        var size = new Size3(high.X - low.X + 1, high.Y - low.Y + 1, high.Z - low.Z + 1);
        var box = new Volume<ushort>(new Grid(size, labels.Grid.Affine, labels.Grid.Dimensions));
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                labels.Row(low.Y + y, low.Z + z).Slice(low.X, size.X).CopyTo(box.Row(y, z));
            }
        }

        return new LabelBox(low, box);
    }
}
