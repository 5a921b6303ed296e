using Vesalius.Imaging;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>Where a part of a working grid lies on the scan.</summary>
internal static class PlacementPart
{
    /// <summary>The placement of a box of the working grid: all voxels of the scan whose scores come from within it. Null where there are none.</summary>
    /// <param name="whole">The placement of the whole working grid.</param>
    /// <param name="box">The part.</param>
    /// <param name="working">The size of the whole working grid.</param>
    public static ScanPlacement? Part(this ScanPlacement whole, WorkingBox box, Size3 working)
    {
        int[] first = new int[3], count = new int[3];
        var cuts = new AxisCut[3];
        for (int axis = 0; axis < 3; axis++)
        {
            int[] inside = [.. whole.Samples(axis, working[axis]).Index()
                .Where(one => one.Item.Low >= box.First[axis] && one.Item.Low + (one.Item.Weight > 0 ? 1 : 0) < box.End[axis]).Select(one => one.Index)];
            if (inside.Length == 0)
            {
                return null;
            }

            (first[axis], count[axis]) = (inside[0], inside.Length);
            cuts[axis] = new AxisCut(inside[0], whole.Size[axis], box.First[axis], working[axis]);
        }

        return whole with
        {
            Start = (whole.Start.X + first[0], whole.Start.Y + first[1], whole.Start.Z + first[2]),
            Size = new Size3(count[0], count[1], count[2]),
            Cuts = cuts,
        };
    }

    /// <summary>Which faces of a placement have a label on them and are none of the whole's.</summary>
    public static (bool First, bool End)[] Touched(this ScanPlacement part, ScanPlacement whole, ushort[] labels)
    {
        int[] start = [part.Start.X - whole.Start.X, part.Start.Y - whole.Start.Y, part.Start.Z - whole.Start.Z];
        return [.. Enumerable.Range(0, 3).Select(axis => (
            start[axis] > 0 && HasLabel(part, axis, 0, labels),
            start[axis] + part.Size[axis] < whole.Size[axis] && HasLabel(part, axis, part.Size[axis] - 1, labels)))];
    }

    private static bool HasLabel(ScanPlacement part, int axis, int layer, ushort[] labels)
    {
        int stride = part.Strides.X;
        (int from, int end) Range(int of) => of == axis ? (layer, layer + 1) : (0, part.Size[of]);
        ((int x0, int x1), (int y0, int y1), (int z0, int z1)) = (Range(0), Range(1), Range(2));
        for (int z = z0; z < z1; z++)
        {
            for (int y = y0; y < y1; y++)
            {
                int row = part.RowStart(y, z);
                for (int x = x0; x < x1; x++)
                {
                    if (labels[row + x * stride] != 0)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
