using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>New voxels as PyRadiomics makes them.</summary>
internal static class PyRadiomicsResampling
{
    /// <summary>How far the coefficients of a cubic spline feel a voxel, and two more for its support.</summary>
    private const int SplineReach = 34;

    /// <summary>Scan and region on new voxels, cut to the region; null when no voxel of the region is left.</summary>
    public static (Volume<float> Image, LabelRegion Region)? Of(Volume<float> image, LabelRegion region, Spacing spacing)
    {
        Size3 extent = region.Box.Size;
        ResampledAxis[] axes =
        [
            .. Enumerable.Range(0, 3)
                .Select(axis => ResampledAxis.Cornered(image.Grid, axis, extent[axis] == 1 ? image.Grid.Spacing[axis] : spacing[axis])),
        ];
        Grid target = ResampledAxis.Grid(image.Grid, axes);
        VoxelBox box = ResampledAxis.Covering(axes, region.Box, target.Size);
        Grid grid = box.RegionOf(target);
        VoxelBox around = region.Box.Within(image.Size, (1, 1, 1));
        Volume<bool> mask = Resampling.Onto(PreparedRegion.Placed(region, image.Grid, around), grid);
        if (VoxelBox.Around(mask) is not { } left)
        {
            return null;
        }

        Volume<float> scan = Resampling.Onto(Mirrored(image, ResampledAxis.SourceOf(axes, box)), grid, Interpolation.CubicBSpline);
        return (scan, new LabelRegion(left.Cut(mask), left));
    }

    /// <summary>The scan in a box and far around it, mirrored about the outermost voxels where it ends.</summary>
    private static Volume<float> Mirrored(Volume<float> image, VoxelBox box)
    {
        (int x, int y, int z) = (box.FirstX - SplineReach, box.FirstY - SplineReach, box.FirstZ - SplineReach);
        int depth = image.Size.Z == 1 ? 1 : box.Size.Z + 2 * SplineReach;
        var size = new Size3(box.Size.X + 2 * SplineReach, box.Size.Y + 2 * SplineReach, depth);
        z = image.Size.Z == 1 ? 0 : z;
        var mirrored = new Volume<float>(image.Grid.Region(x, y, z, size));
        for (int k = 0; k < size.Z; k++)
        {
            for (int j = 0; j < size.Y; j++)
            {
                ReadOnlySpan<float> from = image.Row(Inside(y + j, image.Size.Y), Inside(z + k, image.Size.Z));
                Span<float> to = mirrored.Row(j, k);
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = from[Inside(x + i, from.Length)];
                }
            }
        }

        return mirrored;
    }

    private static int Inside(int index, int count)
    {
        int period = Math.Max(1, 2 * (count - 1)), place = (index % period + period) % period;
        return place < count ? place : period - place;
    }
}
