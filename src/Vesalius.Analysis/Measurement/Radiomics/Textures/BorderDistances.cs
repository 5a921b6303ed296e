using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>How many steps through faces lead from each voxel of a mask out of it: 1 on its border (IBSI manual, family GLDZM).</summary>
internal static class BorderDistances
{
    /// <summary>
    /// The distances in the memory of a region whose box is the mask's grid; what lies outside the grid is outside the mask.
    /// </summary>
    /// <param name="region">The region.</param>
    /// <param name="mask">The morphological mask.</param>
    /// <param name="planar">Whether only steps within the slice count.</param>
    public static int[] Of(GreyRegion region, Volume<bool> mask, bool planar)
    {
        int[] steps = planar ? [1, region.RowStep] : [1, region.RowStep, region.SliceStep];
        var distances = new int[region.Ranks.Length];
        for (int z = 0; z < mask.Size.Z; z++)
        {
            for (int y = 0; y < mask.Size.Y; y++)
            {
                ReadOnlySpan<bool> row = mask.Row(y, z);
                int place = region.PlaceOf(0, y, z);
                for (int x = 0; x < row.Length; x++, place++)
                {
                    distances[place] = row[x] ? Nearest(distances, place, steps, -1) : 0;
                }
            }
        }

        for (int place = distances.Length - 1; place >= 0; place--)
        {
            if (distances[place] > 0)
            {
                distances[place] = Math.Min(distances[place], Nearest(distances, place, steps, 1));
            }
        }

        return distances;
    }

    /// <summary>One more than the least distance among the neighbours on one side.</summary>
    private static int Nearest(int[] distances, int place, int[] steps, int side)
    {
        int least = int.MaxValue - 1;
        foreach (int step in steps)
        {
            least = Math.Min(least, distances[place + side * step]);
        }

        return least + 1;
    }
}
