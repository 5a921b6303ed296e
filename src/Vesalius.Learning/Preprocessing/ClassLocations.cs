namespace Vesalius.Learning.Preprocessing;

/// <summary>Where voxels of each class lie, for patches that are centred on a structure.</summary>
internal static class ClassLocations
{
    /// <summary>Up to <paramref name="most"/> places per structure, where structures may overlap.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(RegionCodes coded, int most)
    {
        var isInside = new byte[coded.Combinations.Count];
        var places = new IReadOnlyList<int>[coded.RegionCount];
        var mask = new byte[coded.Codes.Length];
        for (int region = 0; region < places.Length; region++)
        {
            for (int code = 0; code < isInside.Length; code++)
            {
                isInside[code] = coded.Has((byte)code, region) ? (byte)1 : (byte)0;
            }

            for (int i = 0; i < mask.Length; i++)
            {
                mask[i] = coded.Codes[i] == PreparedCase.NotAnnotated ? (byte)0 : isInside[coded.Codes[i]];
            }

            places[region] = Of(mask, 2, most)[1];
        }

        return places;
    }

    /// <summary>Up to <paramref name="most"/> places per class, spread evenly over all its voxels in memory order; none for background.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(ReadOnlySpan<byte> labels, int classCount, int most)
    {
        long[] voxels = new long[256];
        foreach (byte label in labels)
        {
            voxels[label]++;
        }

        var places = new int[classCount][];
        for (int one = 0; one < classCount; one++)
        {
            places[one] = new int[one == 0 ? 0 : (int)Math.Min(most, voxels[one])];
        }

        long[] seen = new long[256];
        int[] kept = new int[classCount];
        for (int i = 0; i < labels.Length; i++)
        {
            int label = labels[i];
            if (label == 0 || label >= classCount)
            {
                continue;
            }

            // The k-th kept voxel is the middle one of the k-th of equal shares of the class's voxels.
            long wanted = (2L * kept[label] + 1) * voxels[label] / (2L * places[label].Length);
            if (seen[label]++ == wanted)
            {
                places[label][kept[label]++] = i;
            }
        }

        return places;
    }
}
