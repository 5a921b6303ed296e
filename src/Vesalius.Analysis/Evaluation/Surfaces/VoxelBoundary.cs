using System.Runtime.InteropServices;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The voxels of a mask that touch the background: the mask without its erosion by one voxel.</summary>
internal static class VoxelBoundary
{
    /// <summary>The boundary voxels on the mask's own lattice, each of weight 1.</summary>
    /// <param name="grid">Where the mask lies.</param>
    /// <param name="mask">One byte a voxel, 0 or 1; outside is background.</param>
    /// <param name="isThick">Whether touching across an edge or a corner counts, or only across a face.</param>
    public static BoundaryElements Of(Grid grid, byte[] mask, bool isThick)
    {
        var sites = new Volume<bool>(grid);
        byte[] codes = new byte[mask.Length];
        Size3 size = grid.Size;
        bool isPlanar = grid.Dimensions == 2;
        (int Y, int Z)[] rows = [.. Rows(isPlanar, isThick)];
        Parallel.For(0, size.Z, () => (new byte[size.X + 2], new byte[size.X + 2]), (z, _, buffers) =>
        {
            (byte[] inside, byte[] padded) = buffers;
            for (int y = 0; y < size.Y; y++)
            {
                int start = size.IndexOf(0, y, z);
                ReadOnlySpan<byte> own = mask.AsSpan(start, size.X);
                if (!own.Contains((byte)1))
                {
                    continue;
                }

                FillInside(mask, size, [.. rows.Select(row => (y + row.Y, z + row.Z))], inside);
                Span<bool> row = sites.Row(y, z);

                // Beside it in the own row a face neighbour; in the others only when edges and corners count.
                own.CopyTo(padded.AsSpan(1));
                (padded[0], padded[^1]) = (inside[0], inside[^1]);
                BoundaryRow.Mark(own, inside, isThick ? inside : padded, codes.AsSpan(start, size.X));
                codes.AsSpan(start, size.X).CopyTo(MemoryMarshal.AsBytes(row));
            }

            return buffers;
        }, _ => { });
        return new BoundaryElements(sites, codes, [.. Enumerable.Repeat(1.0, 256)]);
    }

    // 1 where all the given rows are inside the mask; one column more on either side, which is outside.
    private static void FillInside(byte[] mask, Size3 size, ReadOnlySpan<(int Y, int Z)> rows, Span<byte> inside)
    {
        inside.Fill(1);
        inside[0] = inside[^1] = 0;
        foreach ((int y, int z) in rows)
        {
            if ((uint)y >= (uint)size.Y || (uint)z >= (uint)size.Z)
            {
                inside.Clear();
                return;
            }

            ReadOnlySpan<byte> row = mask.AsSpan(size.IndexOf(0, y, z), size.X);
            BoundaryRow.Intersect(inside.Slice(1, row.Length), row);
        }
    }

    private static IEnumerable<(int Y, int Z)> Rows(bool isPlanar, bool isThick)
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
