using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>
/// The grey levels of a region, with a layer of empty voxels all round: a step in any direction from a voxel inside stays in memory, and
/// runs and zones end there of themselves.
/// </summary>
internal sealed class GreyRegion
{
    /// <summary>Matrices grow with the square of the number of grey levels; beyond this many they say nothing and take gigabytes.</summary>
    private const int MostLevels = 4096;

    private const int GreatestOfAll = ushort.MaxValue;

    private GreyRegion(Size3 size, int[] levels)
    {
        Size = size;
        Levels = levels;
        long padded = (size.X + 2L) * (size.Y + 2L) * (size.Z + 2L);
        Ranks = padded <= Array.MaxLength
            ? new ushort[padded]
            : throw new ArgumentException($"The region fills a box of {size} voxels, too many for textures. Resample it to coarser voxels.");
        SliceStarts = new int[size.Z + 1];
    }

    /// <summary>Voxels of the region's box, without the empty layer.</summary>
    public Size3 Size { get; }

    /// <summary>The grey level of each rank; rank 0 is the outside and has level 0.</summary>
    public int[] Levels { get; }

    /// <summary>The rank of each voxel's grey level among those present, 1, 2, …; 0 outside.</summary>
    public ushort[] Ranks { get; }

    /// <summary>A copy of the ranks for a search to write in. Who does so restores it, and no two searches run at a time.</summary>
    public ushort[] Scratch => field ??= [.. Ranks];

    /// <summary>Where in <see cref="Ranks"/> the voxels of the region lie, rising.</summary>
    public int[] Places { get; private set; } = [];

    /// <summary>From which of the <see cref="Places"/> on each slice begins; one more than there are slices.</summary>
    public int[] SliceStarts { get; }

    /// <summary>From a row to the next.</summary>
    public int RowStep => Size.X + 2;

    /// <summary>From a slice to the next.</summary>
    public int SliceStep => (Size.X + 2) * (Size.Y + 2);

    /// <summary>The greatest grey level.</summary>
    public int Greatest => Levels[^1];

    /// <summary>The grey levels of the voxels of a mask.</summary>
    /// <param name="inside">The mask.</param>
    /// <param name="levels">A grey level, 1 or more, for each of its voxels, in memory order.</param>
    /// <exception cref="ArgumentException">A level is below 1, there are too many of them, or the box is too large.</exception>
    public static GreyRegion Of(Volume<bool> inside, int[] levels)
    {
        int[] present = [0, .. levels.Distinct().Order()];
        if (present.Length > 1 && (present[1] < 1 || present[^1] > GreatestOfAll || present.Length - 1 > MostLevels))
        {
            throw new ArgumentException(
                $"Textures take up to {MostLevels} grey levels from 1 to {GreatestOfAll}; {present.Length - 1} from {present[1]} to {present[^1]} came. "
                + "Use wider or fewer bins.");
        }

        var rankOf = new ushort[present[^1] + 1];
        for (int rank = 1; rank < present.Length; rank++)
        {
            rankOf[present[rank]] = (ushort)rank;
        }

        var region = new GreyRegion(inside.Size, present);
        region.Fill(inside, levels, rankOf);
        return region;
    }

    /// <summary>The voxels of one slice.</summary>
    public ReadOnlySpan<int> SlicePlaces(int slice) => Places.AsSpan(SliceStarts[slice]..SliceStarts[slice + 1]);

    /// <summary>The place of a voxel of the box in the padded memory.</summary>
    public int PlaceOf(int x, int y, int z) => x + 1 + RowStep * (y + 1) + SliceStep * (z + 1);

    private void Fill(Volume<bool> inside, int[] levels, ushort[] rankOf)
    {
        var places = new int[levels.Length];
        int next = 0;
        for (int z = 0; z < Size.Z; z++)
        {
            for (int y = 0; y < Size.Y; y++)
            {
                ReadOnlySpan<bool> row = inside.Row(y, z);
                for (int x = row.IndexOf(true); x >= 0 && x < row.Length; x++)
                {
                    if (row[x])
                    {
                        places[next] = PlaceOf(x, y, z);
                        Ranks[places[next]] = rankOf[levels[next]];
                        next++;
                    }
                }
            }

            SliceStarts[z + 1] = next;
        }

        Places = places;
    }
}
