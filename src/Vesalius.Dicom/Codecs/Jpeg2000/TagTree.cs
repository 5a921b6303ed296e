namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// A tag tree (ISO/IEC 15444-1, B.10.2): numbers on a grid, coded with the least number of each four neighbours first, of each sixteen
/// before those, and so on.
/// </summary>
internal sealed class TagTree
{
    private readonly int width;
    private readonly int[] parents;
    private readonly int[] values;
    private readonly int[] lowest;

    public TagTree(int width, int height)
    {
        this.width = width;
        var sizes = new List<(int Width, int Height)> { (width, height) };
        while (sizes[^1] is not (1, 1))
        {
            sizes.Add(((sizes[^1].Width + 1) / 2, (sizes[^1].Height + 1) / 2));
        }

        int count = sizes.Sum(size => size.Width * size.Height), first = 0;
        (parents, values, lowest) = (new int[count], new int[count], new int[count]);
        Array.Fill(values, int.MaxValue);
        parents[^1] = -1;
        for (int level = 0; level + 1 < sizes.Count; level++)
        {
            (int across, int down) = sizes[level];
            for (int i = 0; i < across * down; i++)
            {
                parents[first + i] = first + across * down + i / across / 2 * sizes[level + 1].Width + i % across / 2;
            }

            first += across * down;
        }
    }

    /// <summary>Reads until it is known whether a number is less than a threshold.</summary>
    public bool IsLess(ref PacketBits bits, int x, int y, int threshold)
    {
        const int Deepest = 32;
        Span<int> path = stackalloc int[Deepest];
        int depth = 0;
        for (int node = y * width + x; node >= 0; node = parents[node])
        {
            path[depth++] = node;
        }

        int low = 0;
        while (depth > 0)
        {
            int node = path[--depth];
            low = Math.Max(low, lowest[node]);
            while (low < threshold && low < values[node])
            {
                if (bits.Bit() == 1)
                {
                    values[node] = low;
                }
                else
                {
                    low++;
                }
            }

            lowest[node] = low;
        }

        return values[y * width + x] < threshold;
    }
}
