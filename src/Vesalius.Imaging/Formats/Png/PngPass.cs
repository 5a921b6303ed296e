namespace Vesalius.Imaging.Formats.Png;

/// <summary>One pass over the picture: all pixels at once, or one of the seven sparser and denser grids of an interlaced file.</summary>
internal readonly record struct PngPass(int Width, int Height, int StartX, int StartY, int StepX, int StepY)
{
    /// <summary>The passes of a picture in the order of the file; passes without pixels are left out.</summary>
    public static IReadOnlyList<PngPass> Of(PngHeader header)
    {
        if (!header.Interlaced)
        {
            return [new PngPass(header.Width, header.Height, 0, 0, 1, 1)];
        }

        (int X, int Y, int StepX, int StepY)[] adam7 =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        static int Steps(int size, int start, int step) => size <= start ? 0 : (size - start - 1) / step + 1;
        return [.. adam7
            .Select(p => new PngPass(Steps(header.Width, p.X, p.StepX), Steps(header.Height, p.Y, p.StepY), p.X, p.Y, p.StepX, p.StepY))
            .Where(p => p.Width > 0 && p.Height > 0)];
    }
}
