namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// How often each of the 256 cells occurs in a mask, and where: all that area and volume of its surface need, without making a mesh.
/// What lies outside the mask's grid counts as unset, so the surface is closed at the border.
/// </summary>
public sealed class CellCodes
{
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
                Array.Clear(columns);
                for (int corner = 0; corner < 4; corner++)
                {
                    int cy = y + (corner & 1), cz = z + (corner >> 1);
                    if ((uint)cy < (uint)size.Y && (uint)cz < (uint)size.Z)
                    {
                        Collect(mask.Row(cy, cz), columns.AsSpan(1), corner * 2);
                    }
                }

                codes.AddRow(columns, y, z);
            }
        }

        return codes;
    }

    /// <summary>Puts one row of voxels into the bits that the corners of its side of the cell have.</summary>
    private static void Collect(ReadOnlySpan<bool> row, Span<byte> columns, int bit)
    {
        for (int x = 0; x < row.Length; x++)
        {
            columns[x] |= (byte)((row[x] ? 1 : 0) << bit);
        }
    }

    private void AddRow(byte[] columns, int y, int z)
    {
        for (int i = 0; i + 1 < columns.Length; i++)
        {
            int code = columns[i] | columns[i + 1] << 1;
            if (code is 0 or 255)
            {
                continue;
            }

            counts[code]++;
            sumX[code] += i;
            sumY[code] += y + 1;
            sumZ[code] += z + 1;
        }
    }
}
