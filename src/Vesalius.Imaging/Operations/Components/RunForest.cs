using System.Runtime.CompilerServices;

namespace Vesalius.Imaging.Operations;

/// <summary>
/// The runs of set voxels along x, joined into trees where they touch: union-find over runs instead of voxels. Every root is the first run
/// of its tree.
/// </summary>
internal sealed class RunForest
{
    private readonly int[] firstOfRow;
    private int[] starts = new int[1024], ends = new int[1024], parents = new int[1024];
    private int count;

    private RunForest(int rows) => firstOfRow = new int[rows + 1];

    /// <summary>The first run of a row (y fastest, then z); of the row after the last, the number of runs.</summary>
    public int FirstOfRow(int row) => firstOfRow[row];

    /// <summary>Where a run starts, and the place after its end.</summary>
    public (int Start, int End) Run(int run) => (starts[run], ends[run]);

    /// <summary>Collects and joins the runs of a mask.</summary>
    public static RunForest Of(Volume<bool> mask, Connectivity connectivity, CancellationToken cancellation)
    {
        Size3 size = mask.Size;
        var forest = new RunForest(size.Y * size.Z);
        for (int z = 0; z < size.Z; z++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int y = 0; y < size.Y; y++)
            {
                int row = y + (size.Y * z);
                forest.Collect(mask.Row(y, z), row);
                forest.JoinRow(row, y, z, size.Y, connectivity);
            }
        }

        return forest;
    }

    /// <summary>The component number of every run, from 1 in the order of first runs.</summary>
    public int[] Numbers(out int components)
    {
        int[] numbers = new int[count];
        components = 0;
        for (int run = 0; run < count; run++)
        {
            // A parent is never later than its child, so its number is known.
            numbers[run] = parents[run] == run ? ++components : numbers[parents[run]];
        }

        return numbers;
    }

    private void Collect(ReadOnlySpan<bool> row, int index)
    {
        int x = 0;
        while (x < row.Length)
        {
            int ahead = row[x..].IndexOf(true);
            if (ahead < 0)
            {
                break;
            }

            int start = x + ahead, length = row[start..].IndexOf(false);
            x = length < 0 ? row.Length : start + length;
            Append(start, x);
        }

        firstOfRow[index + 1] = count;
    }

    private void Append(int start, int end)
    {
        if (count == starts.Length)
        {
            Array.Resize(ref starts, count * 2);
            Array.Resize(ref ends, count * 2);
            Array.Resize(ref parents, count * 2);
        }

        (starts[count], ends[count], parents[count]) = (start, end, count);
        count++;
    }

    // The rows already seen that neighbour this one: before it in the slice, and three in the slice before.
    private void JoinRow(int row, int y, int z, int rowsPerSlice, Connectivity connectivity)
    {
        if (firstOfRow[row] == firstOfRow[row + 1])
        {
            return;
        }

        int straight = connectivity == Connectivity.Faces ? 0 : 1, diagonal = connectivity == Connectivity.Vertices ? 1 : 0;
        if (y > 0)
        {
            Join(row, row - 1, straight);
        }

        if (z > 0)
        {
            int below = row - rowsPerSlice;
            Join(row, below, straight);
            if (connectivity != Connectivity.Faces && y > 0)
            {
                Join(row, below - 1, diagonal);
            }

            if (connectivity != Connectivity.Faces && y < rowsPerSlice - 1)
            {
                Join(row, below + 1, diagonal);
            }
        }
    }

    // Joins the runs of two rows that overlap, or that end within `slack` of each other.
    private void Join(int row, int other, int slack)
    {
        int a = firstOfRow[row], endA = firstOfRow[row + 1], b = firstOfRow[other], endB = firstOfRow[other + 1];
        while (a < endA && b < endB)
        {
            if (ends[a] + slack <= starts[b])
            {
                a++;
            }
            else if (ends[b] + slack <= starts[a])
            {
                b++;
            }
            else
            {
                Union(a, b);
                bool isFirstShorter = ends[a] < ends[b];
                a += isFirstShorter ? 1 : 0;
                b += isFirstShorter ? 0 : 1;
            }
        }
    }

    private void Union(int a, int b)
    {
        a = Root(a);
        b = Root(b);
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Root(int run)
    {
        while (parents[run] != run)
        {
            // Halving the path keeps trees flat, and parents never move to a later run.
            run = parents[run] = parents[parents[run]];
        }

        return run;
    }
}
