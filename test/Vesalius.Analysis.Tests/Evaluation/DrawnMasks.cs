using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

/// <summary>Masks drawn as text: <c>#</c> is inside; slices are separated by a line of dashes.</summary>
internal static class DrawnMasks
{
    /// <summary>A 2-D mask of 1 mm pixels.</summary>
    public static Volume<bool> Planar(string drawing)
    {
        string[] rows = Rows(drawing);
        return Filled(Grid.Planar(rows[0].Length, rows.Length), rows);
    }

    /// <summary>A volume of 1 mm voxels, or of the given spacing.</summary>
    public static Volume<bool> Solid(string drawing, Spacing? spacing = null)
    {
        string[][] slices = [.. drawing.Split("-", StringSplitOptions.RemoveEmptyEntries).Select(Rows).Where(rows => rows.Length > 0)];
        var size = new Size3(slices[0][0].Length, slices[0].Length, slices.Length);
        return Filled(Grid.Of(size, spacing ?? new Spacing(1, 1, 1)), [.. slices.SelectMany(rows => rows)]);
    }

    /// <summary>The mask of all voxels that fulfil a condition.</summary>
    public static Volume<bool> Where(Grid grid, Func<int, int, int, bool> isInside)
    {
        Size3 size = grid.Size;
        return new Volume<bool>(grid, [.. Enumerable.Range(0, (int)size.Count).Select(i => isInside(i % size.X, i / size.X % size.Y, i / size.X / size.Y))]);
    }

    private static string[] Rows(string drawing) => drawing.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Volume<bool> Filled(Grid grid, string[] rows) => new(grid, [.. rows.SelectMany(row => row).Select(c => c == '#')]);
}
