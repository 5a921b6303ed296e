namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>Stretches of equal grey level along a direction (GLRLM; Galloway 1975).</summary>
internal static class Runs
{
    /// <summary>An empty matrix for the runs of a region: none is longer than its box.</summary>
    public static SizeMatrix EmptyMatrix(GreyRegion region) =>
        SizeMatrix.UpTo(region.Levels, Math.Max(region.Size.X, Math.Max(region.Size.Y, region.Size.Z)));

    /// <summary>The runs of some voxels of a region along a step. All voxels that can follow each other must be among them.</summary>
    public static SizeMatrix Of(GreyRegion region, ReadOnlySpan<int> places, int step)
    {
        SizeMatrix matrix = EmptyMatrix(region);
        ushort[] ranks = region.Ranks;
        foreach (int place in places)
        {
            ushort rank = ranks[place];
            if (ranks[place - step] == rank)
            {
                continue;
            }

            int length = 1;
            for (int next = place + step; ranks[next] == rank; next += step)
            {
                length++;
            }

            matrix.Count(rank, length - 1);
        }

        return matrix;
    }
}
