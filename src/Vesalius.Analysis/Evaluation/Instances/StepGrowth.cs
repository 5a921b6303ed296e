using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Growing of a mask by whole steps to the neighbours across faces and edges, whatever the spacing.</summary>
internal static class StepGrowth
{
    private static readonly (int X, int Y, int Z)[] Neighbours =
    [
        .. from z in Enumerable.Range(-1, 3)
           from y in Enumerable.Range(-1, 3)
           from x in Enumerable.Range(-1, 3)
           where Math.Abs(x) + Math.Abs(y) + Math.Abs(z) is 1 or 2
           select (x, y, z),
    ];

    /// <summary>The mask after some steps; the same one after none.</summary>
    public static Volume<bool> Of(Volume<bool> mask, int steps)
    {
        var grown = new Volume<bool>(mask.Grid, [.. mask.Array]);
        List<(int X, int Y, int Z)> front = [.. Places(mask)];
        for (int step = 0; step < steps && front.Count > 0; step++)
        {
            front = Next(grown, front);
        }

        return grown;
    }

    private static IEnumerable<(int X, int Y, int Z)> Places(Volume<bool> mask)
    {
        Size3 size = mask.Size;
        for (int i = 0; i < mask.Array.Length; i++)
        {
            if (mask.Array[i])
            {
                yield return (i % size.X, i / size.X % size.Y, i / size.X / size.Y);
            }
        }
    }

    private static List<(int X, int Y, int Z)> Next(Volume<bool> grown, List<(int X, int Y, int Z)> front)
    {
        var next = new List<(int, int, int)>();
        foreach ((int x, int y, int z) in front)
        {
            foreach ((int dx, int dy, int dz) in Neighbours)
            {
                if (grown.Size.Contains(x + dx, y + dy, z + dz) && !grown[x + dx, y + dy, z + dz])
                {
                    grown[x + dx, y + dy, z + dz] = true;
                    next.Add((x + dx, y + dy, z + dz));
                }
            }
        }

        return next;
    }
}
