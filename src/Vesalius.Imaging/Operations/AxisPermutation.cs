namespace Vesalius.Imaging.Operations;

/// <summary>
/// An exact rearrangement of a grid's axes: axis <c>i</c> of the result is axis <c>Axes[i]</c> of the source, run backwards where
/// <c>Flips[i]</c> is set. No value is changed and every voxel keeps its place in the patient.
/// </summary>
internal sealed record AxisPermutation(int[] Axes, bool[] Flips)
{
    public bool IsIdentity => Axes is [0, 1, 2] && Flips is [false, false, false];

    /// <summary>The same places with the axes rearranged. A grid whose third axis changes is a volume of three dimensions.</summary>
    public Grid Of(Grid grid)
    {
        Affine affine = grid.Affine;
        int First(int sourceAxis) => Flips[Array.IndexOf(Axes, sourceAxis)] ? grid.Size[sourceAxis] - 1 : 0;
        WorldVector Step(int axis) => Flips[axis] ? -affine.Step(Axes[axis]) : affine.Step(Axes[axis]);
        WorldPoint origin = affine.Apply(new VoxelPoint(First(0), First(1), First(2)));
        var size = new Size3(grid.Size[Axes[0]], grid.Size[Axes[1]], grid.Size[Axes[2]]);
        return new Grid(size, new Affine(Step(0), Step(1), Step(2), origin), grid.Dimensions == 2 && Axes[2] == 2 ? 2 : 3);
    }

    /// <summary>The voxels rearranged.</summary>
    public Volume<T> Of<T>(Volume<T> source)
        where T : unmanaged
    {
        var result = new Volume<T>(Of(source.Grid));
        int[] strides = [1, source.Size.X, source.Size.X * source.Size.Y];
        int Stride(int axis) => Flips[axis] ? -strides[Axes[axis]] : strides[Axes[axis]];
        int start = Enumerable.Range(0, 3).Sum(axis => Flips[axis] ? (source.Size[Axes[axis]] - 1) * strides[Axes[axis]] : 0);
        int alongX = Stride(0), alongY = Stride(1), alongZ = Stride(2);
        T[] from = source.Array;
        Parallel.For(0, result.Size.Z, z =>
        {
            for (int y = 0; y < result.Size.Y; y++)
            {
                Span<T> row = result.Row(y, z);
                int first = start + z * alongZ + y * alongY;
                if (alongX == 1)
                {
                    from.AsSpan(first, row.Length).CopyTo(row);
                    continue;
                }

                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = from[first + x * alongX];
                }
            }
        });
        return result;
    }
}
