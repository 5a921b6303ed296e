namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>Voxels of one grey level that touch each other (GLSZM, GLDZM; Thibault 2009).</summary>
/// <param name="Rank">The rank of the grey level.</param>
/// <param name="Size">The number of voxels.</param>
/// <param name="Distance">The least distance of a voxel from the border of the region, in steps through faces; 1 on the border.</param>
internal readonly record struct Zone(int Rank, int Size, int Distance)
{
    /// <summary>The zones of some voxels of a region: voxels touch as neighbours of the given steps.</summary>
    /// <param name="region">The region.</param>
    /// <param name="places">The voxels: all, or those of one slice.</param>
    /// <param name="neighbours">The steps to all neighbours.</param>
    /// <param name="distances">The distance of every voxel from the border, in the region's memory; null where nobody asks.</param>
    public static List<Zone> Of(GreyRegion region, ReadOnlySpan<int> places, int[] neighbours, int[]? distances)
    {
        // Voxels that are in a zone already are set to 0, the outside, until all are found.
        ushort[] pending = region.Scratch;
        var zones = new List<Zone>();
        var open = new Stack<int>();
        foreach (int start in places)
        {
            ushort rank = pending[start];
            if (rank == 0)
            {
                continue;
            }

            int size = 0, distance = int.MaxValue;
            pending[start] = 0;
            open.Push(start);
            while (open.TryPop(out int place))
            {
                size++;
                distance = distances is null ? 1 : Math.Min(distance, distances[place]);
                foreach (int step in neighbours)
                {
                    if (pending[place + step] == rank)
                    {
                        pending[place + step] = 0;
                        open.Push(place + step);
                    }
                }
            }

            zones.Add(new Zone(rank, size, distance));
        }

        foreach (int place in places)
        {
            pending[place] = region.Ranks[place];
        }

        return zones;
    }
}
