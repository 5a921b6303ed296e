namespace Vesalius.Imaging.Operations;

/// <summary>
/// The map from the voxel coordinates of one grid to those of another through the patient frame:
/// <c>source = Start + x·AlongX + y·AlongY + z·AlongZ</c>, all in voxels of the source.
/// </summary>
internal readonly record struct VoxelMap(VoxelPoint Start, VoxelPoint AlongX, VoxelPoint AlongY, VoxelPoint AlongZ)
{
    /// <summary>A coordinate this near to a voxel centre or face, in voxels, is taken to lie on it: rounding must not decide between voxels.</summary>
    private const double OnTheSpot = 1e-6;

    /// <summary>How far, in voxels, an axis may drift over the whole grid and still count as parallel: as much as two grids that agree.</summary>
    private const double Drift = 1e-3;

    /// <summary>Where the voxels of a target grid lie in a source grid. A 2-D source has no thickness: its z is always 0.</summary>
    public static VoxelMap Between(Grid target, Grid source)
    {
        VoxelPoint start = source.ToVoxel(target.Affine.Origin);
        VoxelPoint Along(int axis)
        {
            VoxelPoint end = source.ToVoxel(target.Affine.Origin + target.Affine.Step(axis));
            return Flat(new VoxelPoint(end.X - start.X, end.Y - start.Y, end.Z - start.Z), source);
        }

        return new VoxelMap(Flat(start, source), Along(0), Along(1), Along(2));
    }

    /// <summary>Where a voxel of the target lies in the source.</summary>
    public VoxelPoint At(int x, int y, int z) => new(
        Snap(Start.X + x * AlongX.X + y * AlongY.X + z * AlongZ.X),
        Snap(Start.Y + x * AlongX.Y + y * AlongY.Y + z * AlongZ.Y),
        Snap(Start.Z + x * AlongX.Z + y * AlongY.Z + z * AlongZ.Z));

    /// <summary>
    /// For each source axis the target axis that alone moves along it, where the axes are parallel in pairs (perhaps swapped or mirrored);
    /// null where they are oblique to each other.
    /// </summary>
    public int[]? ParallelAxes(Size3 target)
    {
        int[] axes = [-1, -1, -1];
        for (int s = 0; s < 3; s++)
        {
            for (int t = 0; t < 3; t++)
            {
                if (Math.Abs(Factor(s, t)) * (target[t] - 1) <= Drift)
                {
                    continue;
                }

                if (axes[s] >= 0 || Array.IndexOf(axes, t) >= 0)
                {
                    return null;
                }

                axes[s] = t;
            }
        }

        return Completed(axes);
    }

    /// <summary>The source coordinate along one axis for each index of the target axis parallel to it.</summary>
    public double[] Coordinates(int sourceAxis, int targetAxis, int count)
    {
        double start = Part(Start, sourceAxis), step = Factor(sourceAxis, targetAxis);
        var coordinates = new double[count];
        for (int i = 0; i < count; i++)
        {
            coordinates[i] = Snap(start + i * step);
        }

        return coordinates;
    }

    /// <summary>Axes along which nothing moves (a single slice) are paired like with like first, then in any order.</summary>
    private static int[] Completed(int[] axes)
    {
        for (int s = 0; s < 3; s++)
        {
            if (axes[s] < 0 && Array.IndexOf(axes, s) < 0)
            {
                axes[s] = s;
            }
        }

        for (int s = 0; s < 3; s++)
        {
            if (axes[s] < 0)
            {
                axes[s] = Enumerable.Range(0, 3).First(t => Array.IndexOf(axes, t) < 0);
            }
        }

        return axes;
    }

    private static VoxelPoint Flat(VoxelPoint point, Grid source) => source.Dimensions == 2 ? point with { Z = 0 } : point;

    private static double Part(VoxelPoint point, int axis) => axis switch { 0 => point.X, 1 => point.Y, _ => point.Z };

    private static double Snap(double coordinate)
    {
        double spot = Math.Round(coordinate * 2) / 2;
        return Math.Abs(coordinate - spot) < OnTheSpot ? spot : coordinate;
    }

    private double Factor(int sourceAxis, int targetAxis) =>
        Part(targetAxis switch { 0 => AlongX, 1 => AlongY, _ => AlongZ }, sourceAxis);
}
