using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// How often each of the 256 cells occurs in a mask, and where: all that area and volume of its surface need, without making a mesh.
/// What lies outside the mask's grid counts as unset, so the surface is closed at the border.
/// </summary>
public sealed class CellCodes
{
    /// <summary>The side of a cell whose four corners are set.</summary>
    private const byte AllSet = 0b0101_0101;

    private readonly long[] counts = new long[256];
    private readonly long[] sumX = new long[256];
    private readonly long[] sumY = new long[256];
    private readonly long[] sumZ = new long[256];

    private CellCodes()
    {
    }

    /// <summary>The number of cells with a code.</summary>
    public long Count(int code) => counts[code];

    /// <summary>The sum of the positions of all cells with a code, the outermost cell of the mask's grid being at (0, 0, 0).</summary>
    public (double X, double Y, double Z) PositionSum(int code) => (sumX[code], sumY[code], sumZ[code]);

    /// <summary>Counts the cells of a mask. A cell has its first corner at -1 to the size minus 1 along each axis.</summary>
    public static CellCodes Of(Volume<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var codes = new CellCodes();
        Size3 size = mask.Size;
        var columns = new byte[size.X + 2];
        for (int z = -1; z < size.Z; z++)
        {
            for (int y = -1; y < size.Y; y++)
            {
                if (CollectRows(mask, y, z, columns))
                {
                    codes.AddRow(columns, y, z);
                }
            }
        }

        return codes;
    }

    /// <summary>
    /// Gathers the four rows of voxels around a row of cells: element <c>x + 1</c> gets the bits of the lower side of the cell at x.
    /// </summary>
    /// <returns>Whether any cell of the row can carry surface.</returns>
    internal static bool CollectRows(Volume<bool> mask, int y, int z, byte[] columns)
    {
        Array.Clear(columns);
        bool any = false;
        for (int corner = 0; corner < 4; corner++)
        {
            int cy = y + (corner & 1), cz = z + (corner >> 1);
            if ((uint)cy < (uint)mask.Size.Y && (uint)cz < (uint)mask.Size.Z && mask.Row(cy, cz).Contains(true))
            {
                any = true;
                Collect(mask.Row(cy, cz), columns.AsSpan(1), corner * 2);
            }
        }

        return any;
    }

    /// <summary>Puts one row of voxels into the bits that the corners of its side of the cell have, eight voxels at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Collect(ReadOnlySpan<bool> row, Span<byte> columns, int bit)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(row);
        ReadOnlySpan<ulong> from = MemoryMarshal.Cast<byte, ulong>(bytes);
        Span<ulong> to = MemoryMarshal.Cast<byte, ulong>(columns)[..from.Length];
        for (int i = 0; i < from.Length; i++)
        {
            to[i] |= from[i] << bit;
        }

        for (int x = from.Length * sizeof(ulong); x < bytes.Length; x++)
        {
            columns[x] |= (byte)(bytes[x] << bit);
        }
    }

    /// <summary>The next cell of a row, at or after one, that carries surface: both sides of the others are all unset or all set.</summary>
    internal static int NextWithSurface(ReadOnlySpan<byte> columns, int i)
    {
        while (i + 1 < columns.Length && columns[i] == columns[i + 1] && columns[i] is 0 or AllSet)
        {
            int run = columns[(i + 1)..].IndexOfAnyExcept(columns[i]);
            i = run < 0 ? columns.Length - 1 : i + run;
        }

        return i;
    }

    private void AddRow(byte[] columns, int y, int z)
    {
        for (int i = NextWithSurface(columns, 0); i + 1 < columns.Length; i = NextWithSurface(columns, i + 1))
        {
            int code = columns[i] | columns[i + 1] << 1;
            counts[code]++;
            sumX[code] += i;
            sumY[code] += y + 1;
            sumZ[code] += z + 1;
        }
    }
}
