using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>A box of voxels that grows around what it is shown. The default is empty.</summary>
internal struct VoxelRange
{
    private bool isFilled;
    private int x, y, z, endX, endY, endZ;

    /// <summary>Whether nothing was shown.</summary>
    public readonly bool IsEmpty => !isFilled;

    /// <summary>The lowest voxel.</summary>
    public readonly (int X, int Y, int Z) Start => (x, y, z);

    /// <summary>Voxels along each axis.</summary>
    public readonly Size3 Size => new(endX - x, endY - y, endZ - z);

    /// <summary>Grows around a run of voxels along x.</summary>
    public void Include(int fromX, int toX, int atY, int atZ)
    {
        if (!isFilled)
        {
            (isFilled, x, y, z, endX, endY, endZ) = (true, fromX, atY, atZ, toX, atY + 1, atZ + 1);
            return;
        }

        (x, y, z) = (Math.Min(x, fromX), Math.Min(y, atY), Math.Min(z, atZ));
        (endX, endY, endZ) = (Math.Max(endX, toX), Math.Max(endY, atY + 1), Math.Max(endZ, atZ + 1));
    }

    /// <summary>Grows around another box.</summary>
    public void Include(VoxelRange other)
    {
        if (!other.IsEmpty)
        {
            Include(other.x, other.endX, other.y, other.z);
            Include(other.x, other.endX, other.endY - 1, other.endZ - 1);
        }
    }
}
