using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Datasets;

/// <summary>How many voxels are NaN or infinite, and where the first of them lies. One such voxel spoils every mean taken over the scan.</summary>
/// <param name="Count">The number of such voxels.</param>
/// <param name="X">The first one's place along x.</param>
/// <param name="Y">The first one's place along y.</param>
/// <param name="Z">The first one's place along z.</param>
internal readonly record struct NonFiniteVoxels(long Count, int X, int Y, int Z)
{
    /// <summary>Counts them in a volume.</summary>
    public static NonFiniteVoxels In(Volume<float> volume)
    {
        Size3 size = volume.Size;
        long count = 0;
        (int X, int Y, int Z) first = default;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<float> row = volume.Row(y, z);
                if (TensorPrimitives.IsFiniteAll(row))
                {
                    continue;
                }

                for (int x = 0; x < row.Length; x++)
                {
                    if (!float.IsFinite(row[x]) && count++ == 0)
                    {
                        first = (x, y, z);
                    }
                }
            }
        }

        return new NonFiniteVoxels(count, first.X, first.Y, first.Z);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count:N0} voxel(s) are NaN or infinite, the first at ({X}, {Y}, {Z})";
}
