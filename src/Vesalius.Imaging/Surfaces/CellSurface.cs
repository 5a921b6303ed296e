namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// How much surface each of the 256 cells of a mask carries, on a given grid: the one table behind surface area, mesh volume and
/// area-weighted surface distances. Bit <c>k</c> of a cell's code is the voxel at (x + (k &amp; 1), y + (k &gt;&gt; 1 &amp; 1), z + (k &gt;&gt; 2)).
/// </summary>
public sealed class CellSurface
{
    /// <summary>The corner whose bit decides which of a cell and its complement is looked up under <see cref="AmbiguousFaces.Symmetric"/>.</summary>
    private const int ComplementBit = 1 << 6;

    private readonly double[] areas = new double[256];
    private readonly WorldVector[] normals = new WorldVector[256];
    private readonly double[] volumes = new double[256];
    private readonly double voxelVolume;

    /// <summary>The table for voxels placed by an affine map, which may be sheared.</summary>
    public CellSurface(Affine affine, AmbiguousFaces ambiguous = AmbiguousFaces.Separate)
    {
        Affine steps = affine with { Origin = default };
        voxelVolume = Math.Abs(affine.Determinant);
        for (int code = 0; code < 256; code++)
        {
            bool complement = ambiguous == AmbiguousFaces.Symmetric && (code & ComplementBit) != 0;
            Add(code, CellTriangles.Of(complement ? 255 - code : code), complement ? -1 : 1, steps);
        }
    }

    /// <summary>The area in mm² of the triangles in a cell; 0 for the codes 0 and 255.</summary>
    public double AreaMm2(int code) => areas[code];

    /// <summary>The area in mm² of all cells.</summary>
    public double AreaMm2(CellCodes cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        double sum = 0;
        for (int code = 0; code < 256; code++)
        {
            sum += cells.Count(code) * areas[code];
        }

        return sum;
    }

    /// <summary>
    /// The volume in mm³ inside the surface, by the divergence theorem; the surface must be closed for it to mean something, which it is
    /// for <see cref="AmbiguousFaces.Separate"/>; for <see cref="AmbiguousFaces.Symmetric"/> it depends a little on where the mask's grid begins,
    /// and PyRadiomics begins at the mask's own box. 0 for an empty mask.
    /// </summary>
    public double VolumeMm3(CellCodes cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        double sum = 0;
        for (int code = 0; code < 256; code++)
        {
            (double x, double y, double z) = cells.PositionSum(code);
            sum += cells.Count(code) * volumes[code] + normals[code].Dot(new WorldVector(x, y, z));
        }

        return sum * voxelVolume / 6;
    }

    private void Add(int code, ReadOnlySpan<byte> edges, int sign, Affine steps)
    {
        for (int i = 0; i < edges.Length; i += 3)
        {
            VoxelPoint va = CellGeometry.Middle(edges[i]), vb = CellGeometry.Middle(edges[i + 1]), vc = CellGeometry.Middle(edges[i + 2]);
            areas[code] += 0.5 * (steps.Apply(vb) - steps.Apply(va)).Cross(steps.Apply(vc) - steps.Apply(va)).Length;
            WorldVector a = new(va.X, va.Y, va.Z), b = new(vb.X, vb.Y, vb.Z), c = new(vc.X, vc.Y, vc.Z);
            volumes[code] += sign * a.Cross(b).Dot(c);
            normals[code] += (a.Cross(b) + b.Cross(c) + c.Cross(a)) * sign;
        }
    }
}
