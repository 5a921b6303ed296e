namespace Vesalius.Imaging.Registration;

/// <summary>Control points of a cubic B-spline, and which of them a point is moved by.</summary>
internal sealed class SplineLattice
{
    private readonly WorldPoint origin;
    private readonly WorldVector alongX, alongY, alongZ;

    /// <exception cref="ArgumentException">There are more control points than one array can hold.</exception>
    public SplineLattice(Grid grid)
    {
        _ = VoxelCount.OfOneArray(grid);
        (Grid, origin) = (grid, grid.Affine.Origin);
        Affine map = grid.Affine;
        double inverse = 1 / map.Determinant;
        alongX = map.YStep.Cross(map.ZStep) * inverse;
        alongY = map.ZStep.Cross(map.XStep) * inverse;
        alongZ = map.XStep.Cross(map.YStep) * inverse;
    }

    /// <summary>Where the control points lie.</summary>
    public Grid Grid { get; }

    /// <summary>How many there are.</summary>
    public int Count => (int)Grid.Size.Count;

    /// <summary>A lattice of equal steps along a scan's axes that moves every point of it by a full set of control points.</summary>
    public static SplineLattice Over(Grid scan, double stepMm)
    {
        Affine map = scan.Affine;
        int Points(int axis) => (int)Math.Ceiling((scan.Size[axis] - 1) * scan.Spacing[axis] / stepMm) + 3;
        WorldVector x = map.XStep.Normalized * stepMm, y = map.YStep.Normalized * stepMm, z = map.ZStep.Normalized * stepMm;
        return new SplineLattice(new Grid(new Size3(Points(0), Points(1), Points(2)), new Affine(x, y, z, map.Origin + -(x + y + z))));
    }

    /// <summary>The control points around a point, with their weights.</summary>
    public SplineSupport At(WorldPoint point)
    {
        WorldVector step = point - origin;
        return new SplineSupport(Grid.Size, step.Dot(alongX), step.Dot(alongY), step.Dot(alongZ));
    }
}
