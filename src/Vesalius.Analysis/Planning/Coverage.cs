using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>
/// How much of a target and of the tissue around it a zone covers: the curve that periablational margins are read off. Voxels that a
/// surface cuts count by the part inside, estimated from their distance to it.
/// </summary>
internal static class Coverage
{
    /// <summary>The curve.</summary>
    /// <param name="target">The target.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="grid">The region to look at: it holds the target grown by the most that is asked for.</param>
    /// <param name="grownMm">By how much the target is grown, each.</param>
    /// <param name="tissue">Which voxels of the region can be covered at all; all when null.</param>
    public static IReadOnlyList<CoveragePoint> Of(
        MeshDistance target, MeshDistance zone, Grid grid, IReadOnlyList<double> grownMm, Volume<bool>? tissue)
    {
        double width = Math.Cbrt(grid.VoxelVolumeMm3), band = (grownMm.Count == 0 ? 0 : grownMm.Max()) + width;
        Volume<float> toTarget = target.Onto(grid, band), toZone = zone.Onto(grid, 2 * width);
        return [.. grownMm.Select(grown => Point(grown, toTarget, toZone, tissue))];
    }

    /// <summary>The share of a voxel that lies below a surface at a signed distance from its centre.</summary>
    public static double ShareInside(double signedMm, double widthMm) => Math.Clamp(0.5 - signedMm / widthMm, 0, 1);

    private static CoveragePoint Point(double grown, Volume<float> toTarget, Volume<float> toZone, Volume<bool>? tissue)
    {
        double width = Math.Cbrt(toTarget.Grid.VoxelVolumeMm3), all = 0, covered = 0;
        ReadOnlySpan<float> targets = toTarget.Voxels, zones = toZone.Voxels;
        for (int i = 0; i < targets.Length; i++)
        {
            double inTarget = tissue?.Array[i] == false ? 0 : ShareInside(targets[i] - grown, width);
            all += inTarget;
            covered += inTarget == 0 ? 0 : Math.Min(inTarget, ShareInside(zones[i], width));
        }

        return new CoveragePoint(grown, all * toTarget.Grid.VoxelVolumeMm3 / 1000, covered / all);
    }
}
