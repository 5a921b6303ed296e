using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The mean intensity in a ball of 1 cm³, as positron emission is read (IBSI VJGA and 0F91).</summary>
public static class IbsiLocalPeak
{
    private static readonly double RadiusMm = 10 * Math.Cbrt(0.75 / Math.PI);

    /// <summary>
    /// <c>loc_peak_loc</c>: around the brightest voxel inside (of several, where it is greatest); <c>loc_peak_glob</c>: the greatest around any
    /// voxel inside. The ball may reach out of the mask but not of the scan; voxels that are not finite
    /// do not count in it. Without voxels there are none.
    /// </summary>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the mask.</exception>
    public static IReadOnlyDictionary<string, double> Features(Volume<float> image, Volume<bool> intensityMask)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(intensityMask);
        intensityMask.Grid.Expect(image.Grid, "the scan");
        if (VoxelBox.Around(intensityMask) is not { } box)
        {
            return new Dictionary<string, double>();
        }

        VoxelBox around = box.Within(image.Size, Margin(image.Grid));
        (Volume<float> scan, Volume<bool> mask) = (around.Cut(image), around.Cut(intensityMask));
        var ball = new BallMean(scan, RadiusMm, Margin(image.Grid));
        double brightest = double.NegativeInfinity, local = double.NegativeInfinity, global = double.NegativeInfinity;
        Size3 size = scan.Size;
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            if (mask.Voxels[i])
            {
                double value = scan.Voxels[i], peak = ball.At(i % size.X, i / size.X % size.Y, i / (size.X * size.Y));
                local = value > brightest ? peak : value == brightest ? Math.Max(local, peak) : local;
                brightest = Math.Max(brightest, value);
                global = Math.Max(global, peak);
            }
        }

        return double.IsNegativeInfinity(brightest)
            ? new Dictionary<string, double>()
            : new OrderedDictionary<string, double> { ["loc_peak_loc"] = local, ["loc_peak_glob"] = global };
    }

    /// <summary>
    /// How far the ball reaches along each axis, in voxels: its radius over the distance of two planes of voxels, which shear brings
    /// nearer.
    /// </summary>
    internal static (int X, int Y, int Z) Margin(Grid grid)
    {
        Affine map = grid.Affine;
        int Reach(WorldVector first, WorldVector second) => (int)(RadiusMm * first.Cross(second).Length / grid.VoxelVolumeMm3);
        return (Reach(map.YStep, map.ZStep), Reach(map.ZStep, map.XStep), Reach(map.XStep, map.YStep));
    }
}
