namespace Vesalius.Imaging;

/// <summary>
/// Where voxels lie: how many along each axis, and how voxel coordinates map into the patient (LPS+ millimetres).
/// Two volumes can be compared voxel by voxel exactly when their grids agree.
/// </summary>
public sealed record Grid
{
    /// <summary>A grid of the given size, placed by the given map.</summary>
    /// <param name="size">Voxels along each axis, each at least 1.</param>
    /// <param name="affine">From voxel coordinates to the patient frame.</param>
    /// <param name="dimensions">2 for a planar image, 3 for a volume; a 2-D grid has one voxel along z.</param>
    /// <exception cref="ArgumentException">A size below 1, a 2-D grid of several slices, or an affine that is not finite.</exception>
    public Grid(Size3 size, Affine affine, int dimensions = 3)
    {
        if (size.X < 1 || size.Y < 1 || size.Z < 1)
        {
            throw new ArgumentException($"A grid has at least one voxel along each axis; {size} came.", nameof(size));
        }

        if (dimensions is not (2 or 3) || (dimensions == 2 && size.Z != 1))
        {
            throw new ArgumentException($"A grid has 3 dimensions, or 2 and a single slice; {dimensions} dimensions of {size} came.", nameof(dimensions));
        }

        double extent = Math.Abs(affine.Determinant) + affine.Origin.DistanceTo(default);
        if (!double.IsFinite(extent))
        {
            throw new ArgumentException("The affine of a grid is made of finite numbers; this one has NaN or infinity.", nameof(affine));
        }

        Size = size;
        Affine = affine;
        Dimensions = dimensions;
    }

    /// <summary>Voxels along each axis.</summary>
    public Size3 Size { get; }

    /// <summary>From voxel coordinates to the patient frame.</summary>
    public Affine Affine { get; }

    /// <summary>2 for a planar image, 3 for a volume.</summary>
    public int Dimensions { get; }

    /// <summary>Millimetres between neighbouring voxel centres along each axis.</summary>
    public Spacing Spacing => Affine.Spacing;

    /// <summary>The volume of one voxel in mm³ (for a 2-D image with a slice step of 1 mm, its area in mm²). Exact for sheared grids.</summary>
    public double VoxelVolumeMm3 => Math.Abs(Affine.Determinant);

    /// <summary>An axis-aligned volume grid of a given spacing, its first voxel at the origin.</summary>
    public static Grid Of(Size3 size, Spacing spacing) => new(size, Affine.FromSpacing(spacing));

    /// <summary>A planar grid of a given pixel spacing in millimetres.</summary>
    public static Grid Planar(int width, int height, double spacingX = 1, double spacingY = 1) =>
        new(new Size3(width, height, 1), Affine.FromSpacing(new Spacing(spacingX, spacingY, 1)), 2);

    /// <summary>Where a voxel position lies in the patient.</summary>
    public WorldPoint ToWorld(VoxelPoint voxel) => Affine.Apply(voxel);

    /// <summary>Which voxel position a point of the patient has; it may lie outside the grid.</summary>
    public VoxelPoint ToVoxel(WorldPoint point) => Affine.ApplyInverse(point);

    /// <summary>The part of this grid that starts at a voxel and has a given size. It may reach beyond this grid.</summary>
    public Grid Region(int x, int y, int z, Size3 size) => new(size, Affine.StartingAt(new VoxelPoint(x, y, z)), Dimensions);

    /// <summary>
    /// A grid over the same field of view with another number of voxels: the outer faces stay where they are (the half-pixel convention),
    /// so the centre of the first voxel moves.
    /// </summary>
    public Grid WithSize(Size3 size)
    {
        double fx = (double)Size.X / size.X, fy = (double)Size.Y / size.Y, fz = (double)Size.Z / size.Z;
        var first = new VoxelPoint(0.5 * fx - 0.5, 0.5 * fy - 0.5, 0.5 * fz - 0.5);
        return new Grid(size, new Affine(Affine.XStep * fx, Affine.YStep * fy, Affine.ZStep * fz, Affine.Apply(first)), Dimensions);
    }

    /// <summary>A grid over the same field of view whose spacing is as near to the wanted one as whole voxels allow.</summary>
    /// <param name="spacing">The wanted spacing in millimetres; along z it is ignored for a 2-D grid.</param>
    /// <exception cref="ArgumentException">The spacing is so small that an axis would have more voxels than can be counted.</exception>
    public Grid WithSpacing(Spacing spacing)
    {
        int Voxels(int count, double from, double to) => Math.Round(count * from / to) is var wanted && wanted <= int.MaxValue
            ? Math.Max(1, (int)wanted)
            : throw new ArgumentException(
                $"A grid of {Size} at {Spacing} would have {wanted:0} voxels along an axis at a spacing of {to} mm. "
                + $"Give one near {from:0.###} mm.", nameof(spacing));
        Spacing own = Spacing;
        int z = Dimensions == 2 ? 1 : Voxels(Size.Z, own.Z, spacing.Z);
        return WithSize(new Size3(Voxels(Size.X, own.X, spacing.X), Voxels(Size.Y, own.Y, spacing.Y), z));
    }

    /// <summary>Whether two grids put every voxel in the same place, to a fraction of the smallest voxel edge.</summary>
    /// <param name="other">The grid to compare with.</param>
    /// <param name="tolerance">How far a corner may lie off, as a fraction of the smallest spacing. 0.001 by default.</param>
    public bool Agrees(Grid other, double tolerance = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Size != other.Size)
        {
            return false;
        }

        Spacing spacing = Spacing;
        double allowed = tolerance * Math.Min(spacing.X, Math.Min(spacing.Y, Dimensions == 2 ? spacing.X : spacing.Z));
        for (int corner = 0; corner < 8; corner++)
        {
            // Not "further than": a distance that is no number agrees with nothing.
            if (!(Corner(corner).DistanceTo(other.Corner(corner)) <= allowed))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Refuses a grid that does not agree with this one.</summary>
    /// <param name="actual">The grid that came.</param>
    /// <param name="what">What has that grid, for the message: <c>"the mask case_01"</c>.</param>
    /// <exception cref="GridMismatchException">The grids do not agree.</exception>
    public void Expect(Grid actual, string what)
    {
        if (!Agrees(actual))
        {
            throw new GridMismatchException(this, actual, what);
        }
    }

    /// <summary>The centres of the eight corner voxels, x fastest.</summary>
    public IEnumerable<WorldPoint> Corners()
    {
        for (int corner = 0; corner < 8; corner++)
        {
            yield return Corner(corner);
        }
    }

    private WorldPoint Corner(int corner) => ToWorld(new VoxelPoint(
        (corner & 1) * (Size.X - 1), ((corner >> 1) & 1) * (Size.Y - 1), (corner >> 2) * (Size.Z - 1)));

    /// <inheritdoc/>
    public override string ToString() => Dimensions == 2
        ? $"{Size.X}×{Size.Y} pixels of {Spacing.X:0.####}×{Spacing.Y:0.####} mm"
        : $"{Size} voxels of {Spacing} at ({Affine.Origin.X:0.##}, {Affine.Origin.Y:0.##}, {Affine.Origin.Z:0.##})";
}
