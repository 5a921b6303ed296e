using Vesalius.Imaging;

namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// Where what the network says belongs on the scan: a box of the scan's voxels, its axes perhaps in another order, cut into the voxels of the
/// working grid. Outer faces coincide: <c>working = (scan + ½)·N_working/N_box − ½</c>.
/// </summary>
public sealed record ScanPlacement
{
    /// <summary>The scan's grid.</summary>
    public required Grid Scan { get; init; }

    /// <summary>The scan's axis (0 is x) that each axis (x, y, z) of the box is.</summary>
    public IReadOnlyList<int> Axes { get; init; } = [0, 1, 2];

    /// <summary>The box's first voxel, along the box's axes.</summary>
    public (int X, int Y, int Z) Start { get; init; }

    /// <summary>The box's size, along its own axes.</summary>
    public required Size3 Size { get; init; }

    /// <summary>The box's axis along which the nearest value counts; null to interpolate linearly along all.</summary>
    public int? NearestAxis { get; init; }

    /// <summary>Per axis, which run of the whole this is; null for the whole.</summary>
    internal IReadOnlyList<AxisCut>? Cuts { get; init; }

    /// <summary>The whole of a scan.</summary>
    public static ScanPlacement Whole(Grid scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return new ScanPlacement { Scan = scan, Size = scan.Size };
    }

    /// <summary>How far apart neighbours along each of the box's axes lie in the scan's memory.</summary>
    internal (int X, int Y, int Z) Strides
    {
        get
        {
            int[] strides = [1, Scan.Size.X, Scan.Size.X * Scan.Size.Y];
            return (strides[Axes[0]], strides[Axes[1]], strides[Axes[2]]);
        }
    }

    /// <summary>The place in the scan's memory of the box's voxel (0, y, z).</summary>
    internal int RowStart(int y, int z)
    {
        (int alongX, int alongY, int alongZ) = Strides;
        return Start.X * alongX + (Start.Y + y) * alongY + (Start.Z + z) * alongZ;
    }

    /// <summary>For each voxel of one of the box's axes the lower of the two working voxels to blend, and the weight of the upper one.</summary>
    internal (int Low, float Weight)[] Samples(int axis, int workingCount)
    {
        AxisCut cut = Cuts?[axis] ?? new AxisCut(0, Size[axis], 0, workingCount);
        double scale = (double)cut.WorkingWhole / cut.ScanWhole;
        return [.. Enumerable.Range(cut.ScanFirst, Size[axis]).Select(i =>
        {
            (int low, float weight) = Sample((i + 0.5) * scale - 0.5, cut.WorkingWhole, NearestAxis == axis);
            return (low - cut.WorkingFirst, weight);
        })];
    }

    private static (int Low, float Weight) Sample(double at, int count, bool nearest)
    {
        double inside = Math.Clamp(nearest ? Math.Floor(at + 0.5 + 1e-9) : at, 0, count - 1);
        int low = (int)inside;
        return (low, (float)(inside - low));
    }
}
