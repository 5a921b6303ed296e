namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The outermost surface points of a mask on every line along x and along y. Only these can be ends of a longest distance. Coordinates are
/// twice the voxel's plus one, so that points halfway between voxel centres are whole.
/// </summary>
internal sealed class SurfaceRows
{
    private readonly int width;
    private readonly int height;
    private readonly int depth;
    private readonly (int First, int Last)[] alongX;
    private readonly (int First, int Last)[] alongY;

    private SurfaceRows(Size3 size)
    {
        (width, height, depth) = (2 * size.X + 1, 2 * size.Y + 1, 2 * size.Z + 1);
        alongX = new (int, int)[height * depth];
        alongY = new (int, int)[width * depth];
        Array.Fill(alongX, (int.MaxValue, -1));
        Array.Fill(alongY, (int.MaxValue, -1));
    }

    /// <summary>The outermost points of a mask; what lies outside its grid is unset.</summary>
    public static SurfaceRows Of(Volume<bool> mask)
    {
        var rows = new SurfaceRows(mask.Size);
        var empty = new bool[mask.Size.X];
        ReadOnlySpan<bool> Row(int y, int z) => (uint)y < (uint)mask.Size.Y && (uint)z < (uint)mask.Size.Z ? mask.Row(y, z) : empty;
        for (int z = 0; z < mask.Size.Z; z++)
        {
            for (int y = 0; y < mask.Size.Y; y++)
            {
                ReadOnlySpan<bool> row = mask.Row(y, z);
                int first = row.IndexOf(true);
                if (first < 0)
                {
                    continue;
                }

                rows.AddEnds(row, 2 * y + 1, 2 * z + 1);
                rows.AddUncovered(row, Row(y - 1, z), 2 * y, 2 * z + 1);
                rows.AddUncovered(row, Row(y + 1, z), 2 * y + 2, 2 * z + 1);
                rows.AddUncovered(row, Row(y, z - 1), 2 * y + 1, 2 * z);
                rows.AddUncovered(row, Row(y, z + 1), 2 * y + 1, 2 * z + 2);
            }
        }

        return rows;
    }

    /// <summary>The corners of the convex hull of the surface points in each plane of equal x (0), y (1) or z (2).</summary>
    public List<List<WorldPoint>> Hulls(int axis, Affine map)
    {
        var hulls = new List<List<WorldPoint>>();
        for (int plane = 0; plane < (axis == 0 ? width : axis == 1 ? height : depth); plane++)
        {
            List<(int Line, int Along)> points = Points(axis, plane);
            if (points.Count > 0)
            {
                hulls.Add([.. LatticeHull.OfSorted(points).Select(point => map.Apply(Position(axis, plane, point)))]);
            }
        }

        return hulls;
    }

    private static VoxelPoint Position(int axis, int plane, (int Line, int Along) point)
    {
        (int x, int y, int z) = axis switch
        {
            0 => (plane, point.Along, point.Line),
            1 => (point.Along, plane, point.Line),
            _ => (point.Along, point.Line, plane),
        };
        return new VoxelPoint(0.5 * (x - 1), 0.5 * (y - 1), 0.5 * (z - 1));
    }

    private List<(int Line, int Along)> Points(int axis, int plane)
    {
        var points = new List<(int Line, int Along)>();
        for (int line = 0; line < (axis == 2 ? height : depth); line++)
        {
            (int first, int last) = axis switch
            {
                0 => alongY[plane + width * line],
                1 => alongX[plane + height * line],
                _ => alongX[line + height * plane],
            };
            if (last >= 0)
            {
                points.Add((line, first));
                points.Add((line, last));
            }
        }

        return points;
    }

    private void AddEnds(ReadOnlySpan<bool> row, int y, int z)
    {
        bool before = false;
        for (int x = 0; x <= row.Length; x++)
        {
            bool now = x < row.Length && row[x];
            if (now != before)
            {
                Add(2 * x, y, z);
            }

            before = now;
        }
    }

    private void AddUncovered(ReadOnlySpan<bool> row, ReadOnlySpan<bool> cover, int y, int z)
    {
        for (int x = 0; x < row.Length; x++)
        {
            if (row[x] && !cover[x])
            {
                Add(2 * x + 1, y, z);
            }
        }
    }

    private void Add(int x, int y, int z)
    {
        ref (int First, int Last) rowX = ref alongX[y + height * z], rowY = ref alongY[x + width * z];
        rowX = (Math.Min(rowX.First, x), Math.Max(rowX.Last, x));
        rowY = (Math.Min(rowY.First, y), Math.Max(rowY.Last, y));
    }
}
