using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>Counts the voxels on both sides of a mask's outline.</summary>
internal static class VolumeRanges
{
    /// <summary>The range of a mask's volume; the outer layer is counted beyond the mask's grid too.</summary>
    public static VolumeRange Of(Volume<bool> mask, long voxels)
    {
        (long inner, long outer) = Shells(mask);
        double ml = mask.Grid.VoxelVolumeMm3 / 1000;
        return new VolumeRange((voxels - inner) * ml, (voxels + outer) * ml, Math.Sqrt((inner + outer) / 2.0 / 12) * ml);
    }

    private static (long Inner, long Outer) Shells(Volume<bool> mask)
    {
        bool planar = mask.Grid.Dimensions == 2;
        var empty = new bool[mask.Size.X];
        ReadOnlySpan<bool> Row(int y, int z) => (uint)y < (uint)mask.Size.Y && (uint)z < (uint)mask.Size.Z ? mask.Row(y, z) : empty;
        long inner = 0, outer = 0;
        int beyond = planar ? 0 : 1;
        for (int z = -beyond; z < mask.Size.Z + beyond; z++)
        {
            for (int y = -1; y <= mask.Size.Y; y++)
            {
                ReadOnlySpan<bool> row = Row(y, z), back = Row(y - 1, z), front = Row(y + 1, z);
                ReadOnlySpan<bool> below = planar ? row : Row(y, z - 1), above = planar ? row : Row(y, z + 1);
                for (int x = -1; x <= row.Length; x++)
                {
                    bool here = At(row, x);
                    int same = (At(row, x - 1) == here ? 1 : 0) + (At(row, x + 1) == here ? 1 : 0) + (At(back, x) == here ? 1 : 0)
                        + (At(front, x) == here ? 1 : 0) + (At(below, x) == here ? 1 : 0) + (At(above, x) == here ? 1 : 0);
                    if (same < 6)
                    {
                        (inner, outer) = here ? (inner + 1, outer) : (inner, outer + 1);
                    }
                }
            }
        }

        return (inner, outer);
    }

    private static bool At(ReadOnlySpan<bool> row, int x) => (uint)x < (uint)row.Length && row[x];
}
