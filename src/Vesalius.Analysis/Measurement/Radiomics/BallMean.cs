using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// The mean of a scan in a ball around any voxel. A ball is a stack of stretches along x, each the difference of two running sums.
/// </summary>
internal sealed class BallMean
{
    private readonly Size3 size;
    private readonly double[] sums;
    private readonly int[] counts;
    private readonly List<(int First, int Last, int Y, int Z)> stretches = [];

    /// <summary>Prepares balls in a scan.</summary>
    /// <param name="image">The scan. Voxels that are not finite do not count.</param>
    /// <param name="radiusMm">The radius of the ball in mm.</param>
    /// <param name="reach">How far it reaches at most, in voxels.</param>
    public BallMean(Volume<float> image, double radiusMm, (int X, int Y, int Z) reach)
    {
        size = image.Size;
        int rows = size.Y * size.Z;
        (sums, counts) = (new double[(size.X + 1) * rows], new int[(size.X + 1) * rows]);
        for (int row = 0; row < rows; row++)
        {
            Accumulate(image.Voxels.Slice(row * size.X, size.X), row * (size.X + 1));
        }

        Affine map = image.Grid.Affine;
        for (int z = -reach.Z; z <= reach.Z; z++)
        {
            for (int y = -reach.Y; y <= reach.Y; y++)
            {
                int[] inside = [.. Enumerable.Range(-reach.X, 2 * reach.X + 1)
                    .Where(x => (map.XStep * x + map.YStep * y + map.ZStep * z).Length <= radiusMm)];
                if (inside.Length > 0)
                {
                    stretches.Add((inside[0], inside[^1], y, z));
                }
            }
        }
    }

    /// <summary>The mean in the part of the ball around a voxel that lies in the scan; NaN when nothing in it is finite.</summary>
    public double At(int x, int y, int z)
    {
        double sum = 0;
        int count = 0;
        foreach ((int first, int last, int dy, int dz) in stretches)
        {
            (int row, int slice) = (y + dy, z + dz);
            if ((uint)row < (uint)size.Y && (uint)slice < (uint)size.Z)
            {
                int start = (size.X + 1) * (row + size.Y * slice);
                (int from, int to) = (start + Math.Clamp(x + first, 0, size.X), start + Math.Clamp(x + last + 1, 0, size.X));
                sum += sums[to] - sums[from];
                count += counts[to] - counts[from];
            }
        }

        return sum / count;
    }

    private void Accumulate(ReadOnlySpan<float> row, int start)
    {
        for (int x = 0; x < row.Length; x++)
        {
            bool finite = float.IsFinite(row[x]);
            sums[start + x + 1] = sums[start + x] + (finite ? row[x] : 0);
            counts[start + x + 1] = counts[start + x] + (finite ? 1 : 0);
        }
    }
}
