namespace Vesalius.Imaging.Registration;

/// <summary>A coarser scan: each voxel the mean of a block. Blocks at the far ends that are not full are left out.</summary>
internal static class BlockMean
{
    private const int LeastVoxels = 12;

    /// <summary>
    /// The scan with steps as near to the wanted length as whole blocks allow, but not fewer than a dozen voxels along an axis.
    /// </summary>
    public static Volume<float> Of(Volume<float> scan, double stepMm)
    {
        int Factor(int axis) =>
            Math.Clamp((int)Math.Round(stepMm / scan.Grid.Spacing[axis]), 1, Math.Max(1, scan.Size[axis] / LeastVoxels));
        (int fx, int fy, int fz) = (Factor(0), Factor(1), Factor(2));
        if (fx * fy * fz == 1)
        {
            return scan;
        }

        var size = new Size3(scan.Size.X / fx, scan.Size.Y / fy, scan.Size.Z / fz);
        Affine map = scan.Grid.Affine;
        var steps = new Affine(
            map.XStep * fx, map.YStep * fy, map.ZStep * fz, map.Apply(new VoxelPoint((fx - 1) / 2.0, (fy - 1) / 2.0, (fz - 1) / 2.0)));
        var result = new Volume<float>(new Grid(size, steps, scan.Grid.Dimensions));
        Parallel.For(0, size.Z, z =>
        {
            for (int y = 0; y < size.Y; y++)
            {
                Row(scan, result.Row(y, z), (y * fy, z * fz), (fx, fy, fz));
            }
        });
        return result;
    }

    private static void Row(Volume<float> scan, Span<float> row, (int Y, int Z) first, (int X, int Y, int Z) block)
    {
        float scale = 1f / (block.X * block.Y * block.Z);
        for (int z = first.Z; z < first.Z + block.Z; z++)
        {
            for (int y = first.Y; y < first.Y + block.Y; y++)
            {
                ReadOnlySpan<float> from = scan.Row(y, z);
                for (int x = 0; x < row.Length; x++)
                {
                    float sum = 0;
                    for (int i = 0; i < block.X; i++)
                    {
                        sum += from[x * block.X + i];
                    }

                    row[x] += sum * scale;
                }
            }
        }
    }
}
