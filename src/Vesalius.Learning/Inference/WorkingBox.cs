using Vesalius.Imaging;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>A box of voxels of a prepared scan.</summary>
/// <param name="First">Its first voxel along x, y and z.</param>
/// <param name="End">The first voxel after it.</param>
internal sealed record WorkingBox(int[] First, int[] End)
{
    /// <summary>All of a scan.</summary>
    public static WorkingBox Whole(Size3 size) => new([0, 0, 0], [size.X, size.Y, size.Z]);

    /// <summary>How many voxels it has along each axis.</summary>
    public Size3 Size => new(End[0] - First[0], End[1] - First[1], End[2] - First[2]);

    /// <summary>Whether it is all of a scan.</summary>
    public bool IsWhole(Size3 size) => Size == size;

    /// <summary>The box with a margin, at least as large as a window, as far as the scan goes.</summary>
    public WorkingBox Padded(Size3 margin, Size3 window, Size3 scan)
    {
        int[] first = new int[3], end = new int[3];
        for (int axis = 0; axis < 3; axis++)
        {
            int own = End[axis] - First[axis], length = Math.Min(scan[axis], Math.Max(window[axis], own + 2 * margin[axis]));
            first[axis] = Math.Clamp(First[axis] - (length - own) / 2, 0, scan[axis] - length);
            end[axis] = first[axis] + length;
        }

        return new WorkingBox(first, end);
    }

    /// <summary>The box with some of its sides moved outwards, as far as the scan goes.</summary>
    /// <param name="touched">Which sides: first and end of each axis.</param>
    /// <param name="by">How far along each axis.</param>
    /// <param name="scan">The scan's size.</param>
    public WorkingBox Grown((bool First, bool End)[] touched, Size3 by, Size3 scan) => new(
        [.. touched.Select((sides, axis) => sides.First ? Math.Max(0, First[axis] - by[axis]) : First[axis])],
        [.. touched.Select((sides, axis) => sides.End ? Math.Min(scan[axis], End[axis] + by[axis]) : End[axis])]);

    /// <summary>This part of a scan; null where no voxel of the scan lies within it.</summary>
    public PreparedScan? Of(PreparedScan scan)
    {
        Size3 whole = scan.Grid.Size, size = Size;
        if (IsWhole(whole))
        {
            return scan;
        }

        if (scan.Placement!.Part(this, whole) is not { } placement)
        {
            return null;
        }

        float[] voxels = new float[size.Count * scan.ChannelCount];
        for (int channel = 0; channel < scan.ChannelCount; channel++)
        {
            Span<float> from = scan.Channel(channel), to = voxels.AsSpan(channel * (int)size.Count, (int)size.Count);
            for (int z = 0; z < size.Z; z++)
            {
                for (int y = 0; y < size.Y; y++)
                {
                    from.Slice(whole.IndexOf(First[0], First[1] + y, First[2] + z), size.X).CopyTo(to[size.IndexOf(0, y, z)..]);
                }
            }
        }

        return new PreparedScan(scan.Grid.Region(First[0], First[1], First[2], size), scan.ChannelCount, voxels) { Placement = placement };
    }
}
