using Vesalius.Imaging;

namespace Vesalius.Tests;

/// <summary>Bodies whose surface is known, cut into voxels on the grids that scans have.</summary>
internal static class Solids
{
    public static readonly string[] Grids = ["isotropic", "thick slices", "oblique"];

    /// <summary>A grid around the origin that holds a ball of a given radius with room to spare.</summary>
    public static Grid Around(string kind, double radiusMm)
    {
        double z = kind == "isotropic" ? 1 : 3;
        var step = new Spacing(1, 1, z);
        double[] direction = kind == "oblique" ? Rotation(0.3, 0.5, 0.7) : [1, 0, 0, 0, 1, 0, 0, 0, 1];
        int Half(double spacing) => (int)Math.Ceiling((radiusMm + 4) * (kind == "oblique" ? 1.8 : 1) / spacing);
        var size = new Size3(2 * Half(1) + 1, 2 * Half(1) + 1, 2 * Half(z) + 1);
        Affine map = Affine.FromDirection(step, direction, default);

        // The middle voxel lies off the origin by fractions, so that nothing falls together.
        WorldPoint middle = map.Apply(new VoxelPoint(Half(1) + 0.21, Half(1) - 0.37, Half(z) + 0.13));
        return new Grid(size, map with { Origin = default(WorldPoint) + (default(WorldPoint) - middle) });
    }

    public static Volume<bool> Ellipsoid(Grid grid, WorldVector radiiMm, WorldPoint centre = default) => Cut(grid, point =>
    {
        WorldVector at = point - centre;
        return Math.Pow(at.X / radiiMm.X, 2) + Math.Pow(at.Y / radiiMm.Y, 2) + Math.Pow(at.Z / radiiMm.Z, 2) <= 1;
    });

    public static Volume<bool> Ball(Grid grid, double radiusMm, WorldPoint centre = default) =>
        Ellipsoid(grid, new WorldVector(radiusMm, radiusMm, radiusMm), centre);

    public static Volume<bool> Cut(Grid grid, Func<WorldPoint, bool> isInside)
    {
        var mask = new Volume<bool>(grid);
        for (int z = 0; z < grid.Size.Z; z++)
        {
            for (int y = 0; y < grid.Size.Y; y++)
            {
                for (int x = 0; x < grid.Size.X; x++)
                {
                    mask[x, y, z] = isInside(grid.ToWorld(new VoxelPoint(x, y, z)));
                }
            }
        }

        return mask;
    }

    /// <summary>How long a voxel is along a direction: the measure of an error that way.</summary>
    public static double VoxelAlong(Grid grid, WorldVector direction)
    {
        WorldVector unit = direction.Normalized;
        return Math.Sqrt(Enumerable.Range(0, 3).Sum(axis => Math.Pow(grid.Affine.Step(axis).Dot(unit), 2)));
    }

    private static double[] Rotation(double a, double b, double c)
    {
        (double sa, double ca, double sb, double cb, double sc, double cc) =
            (Math.Sin(a), Math.Cos(a), Math.Sin(b), Math.Cos(b), Math.Sin(c), Math.Cos(c));
        return
        [
            ca * cb, ca * sb * sc - sa * cc, ca * sb * cc + sa * sc,
            sa * cb, sa * sb * sc + ca * cc, sa * sb * cc - ca * sc,
            -sb, cb * sc, cb * cc,
        ];
    }
}
