namespace Vesalius.Imaging.Operations;

/// <summary>
/// Brings a volume onto another grid: each target voxel gets the source's value at the same place in the patient. The grids may be oblique,
/// sheared, mirrored or permuted to each other. Onto <c>grid.WithSize(…)</c> it maps voxel centres by
/// <c>in = (out + ½)·N_in/N_out − ½</c>, as <c>scipy.ndimage.zoom(grid_mode=True, mode="nearest")</c> does.
/// </summary>
/// <remarks>
/// A 2-D source has no thickness: its values stand at every z. Grids that agree (to a thousandth of a voxel) give a plain copy. To use one
/// interpolation in the slices and another across them, resample twice: first onto a grid that keeps the number of slices.
/// </remarks>
public static class Resampling
{
    /// <summary>A scan on another grid.</summary>
    /// <param name="source">The values.</param>
    /// <param name="target">Where values are wanted.</param>
    /// <param name="interpolation">How values between voxel centres are made.</param>
    /// <param name="outside">The value beyond the source's outer faces (half a voxel beyond the outermost centres); null lets the edge continue.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The target has more voxels than one array can hold.</exception>
    /// <exception cref="InvalidOperationException">The source's axes lie in one plane, so world points have no voxel position in it.</exception>
    public static Volume<float> Onto(
        Volume<float> source, Grid target, Interpolation interpolation, float? outside = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        _ = VoxelCount.OfOneArray(target);
        if (interpolation == Interpolation.Nearest)
        {
            return Nearest(source, target, outside, cancellation);
        }

        if (interpolation is not (Interpolation.Linear or Interpolation.CubicBSpline))
        {
            throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Interpolation is Nearest, Linear or CubicBSpline.");
        }

        bool linear = interpolation == Interpolation.Linear;
        return Separably(source, target, outside, (way, grid) => linear ? way.Linear(source, grid, cancellation) : way.Cubic(source, grid, cancellation))
            ?? (linear
                ? PointSampling.Onto(new LinearSampler(source), source.Grid, target, outside, cancellation)
                : PointSampling.Onto(new CubicSampler(source, withinFaces: outside is not null), source.Grid, target, outside, cancellation));
    }

    /// <summary>Label values on another grid: each voxel gets the value of the nearest source voxel, never a mixture.</summary>
    /// <param name="source">The label values.</param>
    /// <param name="target">Where labels are wanted.</param>
    /// <param name="outside">The value beyond the source's outer faces: background by default; null lets the edge continue.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Volume<ushort> Onto(Volume<ushort> source, Grid target, ushort? outside = 0, CancellationToken cancellation = default) =>
        Nearest(source, target, outside, cancellation);

    /// <summary>A mask on another grid: each voxel is as the nearest source voxel is; beyond the source's outer faces it is false.</summary>
    /// <param name="source">The mask.</param>
    /// <param name="target">Where the mask is wanted.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Volume<bool> Onto(Volume<bool> source, Grid target, CancellationToken cancellation = default) =>
        Nearest(source, target, false, cancellation);

    /// <summary>A label map on another grid, layer by layer, by the nearest voxel; background beyond the source's outer faces.</summary>
    /// <param name="source">The label map.</param>
    /// <param name="target">Where labels are wanted.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LabelMap Onto(LabelMap source, Grid target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new LabelMap([.. source.Layers.Select(layer => Onto(layer, target, 0, cancellation))], source.Table);
    }

    private static Volume<T> Nearest<T>(Volume<T> source, Grid target, T? outside, CancellationToken cancellation)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        _ = VoxelCount.OfOneArray(target);
        return Separably(source, target, outside, (way, grid) => way.Nearest(source, grid, cancellation))
            ?? PointSampling.Onto(new NearestSampler<T>(source), source.Grid, target, outside, cancellation);
    }

    /// <summary>The result where the axes are parallel in pairs, or null where they are oblique to each other.</summary>
    private static Volume<T>? Separably<T>(
        Volume<T> source, Grid target, T? outside, Func<SeparableResampling, Grid, Volume<T>> resample)
        where T : unmanaged
    {
        if (source.Grid.Agrees(target))
        {
            return new Volume<T>(target, [.. source.Voxels]);
        }

        VoxelMap map = VoxelMap.Between(target, source.Grid);
        if (map.ParallelAxes(target.Size) is not { } axes)
        {
            return null;
        }

        AxisSamples Samples(int axis) => new(map.Coordinates(axis, axes[axis], target.Size[axes[axis]]), source.Size[axis]);
        var way = new SeparableResampling(Samples(0), Samples(1), Samples(2));

        // Resample in the source's order of axes; then put them into the target's, which moves voxels but changes none.
        var inSourceOrder = new AxisPermutation(axes, [false, false, false]);
        Volume<T> result = resample(way, inSourceOrder.Of(target));
        if (outside is { } value)
        {
            way.FillOutsideInPlace(result, value);
        }

        var inTargetOrder = new AxisPermutation([.. Enumerable.Range(0, 3).Select(axis => Array.IndexOf(axes, axis))], [false, false, false]);
        return inTargetOrder.IsIdentity ? result.On(target) : inTargetOrder.Of(result).On(target);
    }
}
