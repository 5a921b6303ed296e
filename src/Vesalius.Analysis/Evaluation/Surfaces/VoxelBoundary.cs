using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The voxels of a mask that touch the background: the mask without its erosion by one voxel.</summary>
/// <param name="grid">Where the mask lies.</param>
/// <param name="isThick">Whether touching across an edge or a corner counts, or only across a face.</param>
/// <param name="unknown">The sides beyond which nothing is known; beyond the others is background.</param>
internal sealed class VoxelBoundary(Grid grid, bool isThick, ImageEdges unknown)
{
    /// <summary>The boundary voxels on the mask's own lattice, each of weight 1.</summary>
    /// <param name="mask">One byte a voxel, 0 or 1.</param>
    public BoundaryElements Of(byte[] mask)
    {
        var sites = new Volume<bool>(grid);
        byte[] codes = new byte[mask.Length];
        Size3 size = grid.Size;
        bool isPlanar = grid.Dimensions == 2;
        (int Y, int Z)[] rows = [.. Rows(isPlanar)];
        Parallel.For(0, size.Z, () => new byte[size.X + 2], (z, _, inside) =>
        {
            for (int y = 0; y < size.Y; y++)
            {
                FillInside(mask, [.. rows.Select(row => (y + row.Y, z + row.Z))], inside);
                int start = size.IndexOf(0, y, z);
                ReadOnlySpan<byte> own = mask.AsSpan(start, size.X);
                Span<bool> row = sites.Row(y, z);
                for (int x = 0; x < size.X; x++)
                {
                    // Beside it in the own row a face neighbour; in the others only when edges and corners count.
                    int beside = isThick ? inside[x] & inside[x + 2] : Beside(own, x - 1) & Beside(own, x + 1);
                    int isBoundary = own[x] & ~(inside[x + 1] & beside) & 1;
                    codes[start + x] = (byte)isBoundary;
                    row[x] = isBoundary != 0;
                }
            }

            return inside;
        }, _ => { });
        return new BoundaryElements(sites, codes, [.. Enumerable.Repeat(1.0, 256)]);
    }

    private int Beside(ReadOnlySpan<byte> row, int x) =>
        (uint)x < (uint)row.Length ? row[x] : (x < 0 ? unknown.X.Low : unknown.X.High) ? 1 : 0;

    // 1 where all the given rows are inside the mask; one column more on either side, which is outside.
    private void FillInside(byte[] mask, ReadOnlySpan<(int Y, int Z)> rows, Span<byte> inside)
    {
        Size3 size = grid.Size;
        inside.Fill(1);
        inside[0] = unknown.X.Low ? (byte)1 : (byte)0;
        inside[^1] = unknown.X.High ? (byte)1 : (byte)0;
        foreach ((int y, int z) in rows)
        {
            if (unknown.IsBeyondImage(y, z, size))
            {
                continue;
            }

            if ((uint)y >= (uint)size.Y || (uint)z >= (uint)size.Z)
            {
                inside.Clear();
                return;
            }

            ReadOnlySpan<byte> row = mask.AsSpan(size.IndexOf(0, y, z), size.X);
            for (int x = 0; x < row.Length; x++)
            {
                inside[x + 1] &= row[x];
            }
        }
    }

    private IEnumerable<(int Y, int Z)> Rows(bool isPlanar)
    {
        for (int z = isPlanar ? 0 : -1; z <= (isPlanar ? 0 : 1); z++)
        {
            for (int y = -1; y <= 1; y++)
            {
                if (isThick || Math.Abs(y) + Math.Abs(z) <= 1)
                {
                    yield return (y, z);
                }
            }
        }
    }
}
