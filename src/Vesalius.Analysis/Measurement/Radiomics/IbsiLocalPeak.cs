using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The mean intensity in a ball of 1 cm³, as positron emission is read (IBSI VJGA and 0F91).</summary>
public static class IbsiLocalPeak
{
    private static readonly double RadiusMm = 10 * Math.Cbrt(0.75 / Math.PI);

    /// <summary>
    /// <c>loc_peak_loc</c>: around the brightest voxel inside (of several, where it is greatest); <c>loc_peak_glob</c>: the greatest around any
    /// voxel inside. The ball may reach out of the mask but not of the scan. Without voxels there are none.
    /// </summary>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the mask.</exception>
    public static IReadOnlyDictionary<string, double> Features(Volume<float> image, Volume<bool> intensityMask)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(intensityMask);
        intensityMask.Grid.Expect(image.Grid, "the scan");
        (int X, int Y, int Z)[] ball = Ball(image.Grid);
        double brightest = double.NegativeInfinity, local = double.NegativeInfinity, global = double.NegativeInfinity;
        Size3 size = image.Size;
        for (int i = 0; i < intensityMask.Voxels.Length; i++)
        {
            if (!intensityMask.Voxels[i])
            {
                continue;
            }

            double peak = Mean(image, ball, (i % size.X, i / size.X % size.Y, i / (size.X * size.Y)));
            double value = image.Voxels[i];
            local = value > brightest ? peak : value == brightest ? Math.Max(local, peak) : local;
            brightest = Math.Max(brightest, value);
            global = Math.Max(global, peak);
        }

        return double.IsNegativeInfinity(brightest)
            ? new Dictionary<string, double>()
            : new OrderedDictionary<string, double> { ["loc_peak_loc"] = local, ["loc_peak_glob"] = global };
    }

    /// <summary>How far the ball reaches at most, in voxels. Twice its radius, as a sheared grid has shorter ways than its spacing says.</summary>
    internal static (int X, int Y, int Z) Margin(Grid grid)
    {
        Spacing spacing = grid.Spacing;
        return ((int)(2 * RadiusMm / spacing.X), (int)(2 * RadiusMm / spacing.Y), (int)(2 * RadiusMm / spacing.Z));
    }

    private static (int X, int Y, int Z)[] Ball(Grid grid)
    {
        (int rx, int ry, int rz) = Margin(grid);
        var offsets = new List<(int X, int Y, int Z)>();
        for (int z = -rz; z <= rz; z++)
        {
            for (int y = -ry; y <= ry; y++)
            {
                for (int x = -rx; x <= rx; x++)
                {
                    WorldVector step = grid.Affine.XStep * x + grid.Affine.YStep * y + grid.Affine.ZStep * z;
                    if (step.Length <= RadiusMm)
                    {
                        offsets.Add((x, y, z));
                    }
                }
            }
        }

        return [.. offsets];
    }

    private static double Mean(Volume<float> image, (int X, int Y, int Z)[] ball, (int X, int Y, int Z) centre)
    {
        double sum = 0;
        int count = 0;
        foreach ((int dx, int dy, int dz) in ball)
        {
            (int x, int y, int z) = (centre.X + dx, centre.Y + dy, centre.Z + dz);
            if (image.Size.Contains(x, y, z))
            {
                sum += image.Voxels[image.Size.IndexOf(x, y, z)];
                count++;
            }
        }

        return sum / count;
    }
}
