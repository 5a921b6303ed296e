using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Surface elements between voxels (Nikolov et al. 2018, arXiv:1809.04430): each cell between neighbouring voxel centres that the surface
/// passes is one element at its middle, as large as the marching-cubes triangles in it.
/// </summary>
internal static class SurfelBoundary
{
    /// <summary>The elements of a mask, on a lattice one longer than the mask along each axis (along x and y for a planar image).</summary>
    public static BoundaryElements Of(Grid grid, byte[] mask, ElementWeight weight)
    {
        bool isPlanar = grid.Dimensions == 2;
        Size3 size = grid.Size, cells = new(size.X + 1, size.Y + 1, isPlanar ? 1 : size.Z + 1);
        int count = cells.Count <= Array.MaxLength
            ? (int)cells.Count
            : throw new ArgumentException(
                $"A mask of {size} voxels is too large for surface scores. Crop it or use a coarser grid.", nameof(grid));
        var sites = new Volume<bool>(grid.Region(0, 0, 0, cells), GC.AllocateUninitializedArray<bool>(count));
        byte[] codes = GC.AllocateUninitializedArray<byte>(count);

        // Room for a word beyond either end, so that words may be read at any place of a row.
        Parallel.For(0, cells.Z, () => new byte[size.X + 18], (z, _, columns) =>
        {
            for (int y = 0; y < cells.Y; y++)
            {
                FillColumns(mask, size, y, isPlanar ? -1 : z, columns);
                Span<byte> row = codes.AsSpan(cells.IndexOf(0, y, z), cells.X);
                Encode(columns, row);
                BoundaryRow.KeepMixed(row, MemoryMarshal.AsBytes(sites.Row(y, z)));
            }

            return columns;
        }, _ => { });
        return new BoundaryElements(sites, codes, Weights(grid, weight));
    }

    // The four voxels of a cell's side that has one x, as bits 0, 2, 4 and 6. A planar image stands for a slab of two equal slices (z is -1).
    private static void FillColumns(byte[] mask, Size3 size, int y, int z, byte[] columns)
    {
        columns.AsSpan().Clear();
        for (int corner = 0; corner < 4; corner++)
        {
            int cy = y - 1 + (corner & 1), cz = z < 0 ? 0 : z - 1 + (corner >> 1);
            if ((uint)cy < (uint)size.Y && (uint)cz < (uint)size.Z)
            {
                Or(mask.AsSpan(size.IndexOf(0, cy, cz), size.X), columns.AsSpan(1), 2 * corner);
            }
        }
    }

    private static void Or(ReadOnlySpan<byte> row, Span<byte> columns, int shift)
    {
        int x = 0;
        for (; x <= row.Length - 8; x += 8)
        {
            Span<byte> at = columns.Slice(x, 8);
            ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(row.Slice(x, 8)) << shift;
            BinaryPrimitives.WriteUInt64LittleEndian(at, BinaryPrimitives.ReadUInt64LittleEndian(at) | bits);
        }

        for (; x < row.Length; x++)
        {
            columns[x] |= (byte)(row[x] << shift);
        }
    }

    // Cell x has the side of voxel x - 1 in its even bits and that of voxel x in its odd ones.
    private static void Encode(ReadOnlySpan<byte> columns, Span<byte> codes)
    {
        int x = 0;
        for (; x <= codes.Length - 8; x += 8)
        {
            ulong low = BinaryPrimitives.ReadUInt64LittleEndian(columns.Slice(x, 8)), high = BinaryPrimitives.ReadUInt64LittleEndian(columns.Slice(x + 1, 8));
            BinaryPrimitives.WriteUInt64LittleEndian(codes.Slice(x, 8), low | (high << 1));
        }

        for (; x < codes.Length; x++)
        {
            codes[x] = (byte)(columns[x] | (columns[x + 1] << 1));
        }
    }

    private static double[] Weights(Grid grid, ElementWeight weight)
    {
        if (weight == ElementWeight.Count)
        {
            return [.. Enumerable.Repeat(1.0, 256)];
        }

        if (grid.Dimensions == 2)
        {
            return [.. Enumerable.Range(0, 256).Select(code => ContourLength(code & 15, grid.Spacing))];
        }

        // A cell and its complement count alike: the smaller of the areas found by keeping set and by keeping unset corners apart.
        var surface = new CellSurface(grid.Affine);
        return [.. Enumerable.Range(0, 256).Select(code => Math.Min(surface.AreaMm2(code), surface.AreaMm2(255 - code)))];
    }

    // Marching squares: bit k is the pixel at (k & 1, k >> 1). A lone corner is cut off; two of one side are passed straight.
    private static double ContourLength(int code, Spacing spacing)
    {
        double corner = 0.5 * double.Hypot(spacing.X, spacing.Y);
        return code switch
        {
            0 or 15 => 0,
            0b0011 or 0b1100 => spacing.X,
            0b0101 or 0b1010 => spacing.Y,
            0b0110 or 0b1001 => 2 * corner,
            _ => corner,
        };
    }
}
