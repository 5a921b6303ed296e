using System.Numerics;

namespace Vesalius.Imaging.Operations;

/// <summary>What is known of a connected part while its voxels come in.</summary>
internal struct ComponentStatistics
{
    private long voxels, sumX2, sumY, sumZ;
    private int minX, maxX, minY, maxY, minZ, maxZ;

    /// <summary>Takes in some voxels of a row: the set bits of a word whose first bit stands for the voxel at <paramref name="x"/>.</summary>
    public void Add(ulong bits, int x, int y, int z)
    {
        int count = BitOperations.PopCount(bits), start = x + BitOperations.TrailingZeroCount(bits);
        int end = x + BitRows.WordBits - BitOperations.LeadingZeroCount(bits);
        (minX, minY, minZ) = voxels == 0 ? (start, y, z) : (Math.Min(minX, start), Math.Min(minY, y), Math.Min(minZ, z));
        (maxX, maxY, maxZ) = voxels == 0 ? (end, y, z) : (Math.Max(maxX, end), Math.Max(maxY, y), Math.Max(maxZ, z));
        voxels += count;
        sumX2 += 2 * (((long)count * x) + BitRows.PlaceSum(bits));
        sumY += (long)count * y;
        sumZ += (long)count * z;
    }

    /// <summary>The finished component.</summary>
    public readonly ConnectedComponent Finish(int number, Grid grid)
    {
        Size3 size = grid.Size;
        bool touches = minX == 0 || minY == 0 || maxX == size.X || maxY == size.Y - 1
            || (grid.Dimensions == 3 && (minZ == 0 || maxZ == size.Z - 1));
        var centroid = new VoxelPoint(0.5 * sumX2 / voxels, (double)sumY / voxels, (double)sumZ / voxels);
        return new ConnectedComponent(number, voxels, minX, minY, minZ, new Size3(maxX - minX, maxY - minY + 1, maxZ - minZ + 1), centroid, touches);
    }
}
