using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>A region made ready for features: scan and masks on one small grid around it.</summary>
/// <param name="Image">The scan around the region, far enough for the ball of the local peak.</param>
/// <param name="Shape">The morphological mask: all voxels of the region.</param>
/// <param name="Inside">The intensity mask: those whose intensities count. Never with a voxel that is not finite.</param>
internal sealed record PreparedRegion(Volume<float> Image, Volume<bool> Shape, Volume<bool> Inside)
{
    /// <summary>The intensities that count, in memory order.</summary>
    public double[] Values { get; } = ValuesOf(Image, Inside);

    /// <summary>The same voxels without those whose intensity is refused.</summary>
    public PreparedRegion Keeping(Func<double, bool> keeps)
    {
        var inside = new Volume<bool>(Inside.Grid);
        for (int i = 0; i < inside.Voxels.Length; i++)
        {
            inside.Voxels[i] = Inside.Array[i] && keeps(Image.Array[i]);
        }

        // Not "with": that would copy the intensities of the old mask.
        return new PreparedRegion(Image, Shape, inside);
    }

    /// <summary>Cuts scan and mask to the smallest box of the region and a margin in voxels.</summary>
    public static PreparedRegion Of(Volume<float> image, LabelRegion region, (int X, int Y, int Z) margin)
    {
        VoxelBox around = region.Box.Within(image.Size, margin);
        Volume<bool> shape = Placed(region, image.Grid, around);
        return new PreparedRegion(around.Cut(image), shape, shape).Keeping(double.IsFinite);
    }

    /// <summary>The region's mask in a larger box of the grid it was cut from.</summary>
    public static Volume<bool> Placed(LabelRegion region, Grid grid, VoxelBox box)
    {
        var mask = new Volume<bool>(box.RegionOf(grid));
        (int x, int y, int z) = (region.Box.FirstX - box.FirstX, region.Box.FirstY - box.FirstY, region.Box.FirstZ - box.FirstZ);
        for (int k = 0; k < region.Mask.Size.Z; k++)
        {
            for (int j = 0; j < region.Mask.Size.Y; j++)
            {
                region.Mask.Row(j, k).CopyTo(mask.Row(j + y, k + z)[x..]);
            }
        }

        return mask;
    }

    private static double[] ValuesOf(Volume<float> image, Volume<bool> inside)
    {
        var values = new double[inside.Voxels.Count(true)];
        int next = 0;
        for (int i = 0; i < inside.Voxels.Length; i++)
        {
            if (inside.Array[i])
            {
                values[next++] = image.Array[i];
            }
        }

        return values;
    }
}
