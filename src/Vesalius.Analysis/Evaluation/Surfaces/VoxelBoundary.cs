using System.Runtime.InteropServices;
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
        (int Y, int Z)[] rows = [.. Rows()];
        Parallel.For(0, size.Z, () => (EmptyRow(), EmptyRow()), (z, _, buffers) =>
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

                FillInside(mask, [.. rows.Select(row => (y + row.Y, z + row.Z))], inside);
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

    // A row with one column more on either side: outside, or, where nothing is known, as good as inside.
    private byte[] EmptyRow()
    {
        byte[] row = new byte[grid.Size.X + 2];
        row[0] = unknown.X.Low ? (byte)1 : (byte)0;
        row[^1] = unknown.X.High ? (byte)1 : (byte)0;
        return row;
    }

    // 1 where all the given rows are inside the mask; the columns at either end stay as they are.
    private void FillInside(byte[] mask, ReadOnlySpan<(int Y, int Z)> rows, Span<byte> inside)
    {
        Size3 size = grid.Size;
        Span<byte> middle = inside.Slice(1, size.X);
        middle.Fill(1);
        foreach ((int y, int z) in rows)
        {
            if (unknown.IsBeyondImage(y, z, size))
            {
                continue;
            }

            if ((uint)y >= (uint)size.Y || (uint)z >= (uint)size.Z)
            {
                middle.Clear();
                return;
            }

            BoundaryRow.Intersect(middle, mask.AsSpan(size.IndexOf(0, y, z), size.X));
        }
    }

    private IEnumerable<(int Y, int Z)> Rows()
    {
        bool isPlanar = grid.Dimensions == 2;
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
