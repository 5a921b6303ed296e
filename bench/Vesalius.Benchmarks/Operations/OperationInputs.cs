using Vesalius.Imaging;

namespace Vesalius.Benchmarks.Operations;

/// <summary>The masks on which operations are timed, the same for us and for the peers.</summary>
internal static class OperationInputs
{
    public static readonly Grid Cube = Grid.Of(new Size3(256, 256, 256), new Spacing(0.8, 0.8, 2));

    public static readonly Grid Ct = Grid.Of(new Size3(512, 512, 300), new Spacing(0.75, 0.75, 1.5));

    /// <summary>All masks that the side-by-side script hands over as files, by name.</summary>
    public static IReadOnlyDictionary<string, Func<Volume<bool>>> All { get; } = new Dictionary<string, Func<Volume<bool>>>
    {
        ["ellipsoid-256"] = () => Ellipsoid(Cube),
        ["outside-256"] = () => Ellipsoid(Cube).Map(voxel => !voxel),
        ["predicted-256"] = () => Predicted(Cube),
        ["ellipsoid-ct"] = () => Ellipsoid(Ct),
        ["outside-ct"] = () => Ellipsoid(Ct).Map(voxel => !voxel),
        ["predicted-ct"] = () => Predicted(Ct),
        ["blobs-256"] = () => Blobs(Cube),
        ["noise-256"] = () => Noise(Cube, 0.3),
    };

    /// <summary>An ellipsoid whose radii are 0.4 of the image.</summary>
    public static Volume<bool> Ellipsoid(Grid grid) => Ellipsoid(grid, (0, 0, 0), (0.4, 0.4, 0.4));

    /// <summary>The same, a little moved and stretched: its surface lies some millimetres away.</summary>
    public static Volume<bool> Predicted(Grid grid) => Ellipsoid(grid, (-4, 2, 1), (0.4, 0.41, 0.39));

    /// <summary>Two hundred balls in random places.</summary>
    public static Volume<bool> Blobs(Grid grid)
    {
        var random = new Random(3);
        var mask = new Volume<bool>(grid);
        Size3 size = grid.Size;
        for (int ball = 0; ball < 200; ball++)
        {
            int cx = random.Next(size.X), cy = random.Next(size.Y), cz = random.Next(size.Z), r = random.Next(4, 18);
            for (int z = Math.Max(0, cz - r); z < Math.Min(size.Z, cz + r); z++)
            {
                for (int y = Math.Max(0, cy - r); y < Math.Min(size.Y, cy + r); y++)
                {
                    for (int x = Math.Max(0, cx - r); x < Math.Min(size.X, cx + r); x++)
                    {
                        mask[x, y, z] |= ((x - cx) * (x - cx)) + ((y - cy) * (y - cy)) + ((z - cz) * (z - cz)) < r * r;
                    }
                }
            }
        }

        return mask;
    }

    /// <summary>Each voxel set by chance.</summary>
    public static Volume<bool> Noise(Grid grid, double density)
    {
        var random = new Random(1);
        return new Volume<bool>(grid).Map(_ => random.NextDouble() < density);
    }

    private static Volume<bool> Ellipsoid(Grid grid, (double X, double Y, double Z) shift, (double X, double Y, double Z) radius)
    {
        var mask = new Volume<bool>(grid);
        Size3 size = grid.Size;
        for (int i = 0; i < mask.Array.Length; i++)
        {
            double x = Along(i % size.X, size.X, shift.X, radius.X);
            double y = Along(i / size.X % size.Y, size.Y, shift.Y, radius.Y), z = Along(i / size.X / size.Y, size.Z, shift.Z, radius.Z);
            mask.Array[i] = (x * x) + (y * y) + (z * z) <= 1;
        }

        return mask;
    }

    private static double Along(int voxel, int count, double shift, double radius) => (voxel - shift - (0.5 * (count - 1))) / (radius * count);
}
