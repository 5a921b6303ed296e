using Vesalius.Imaging;

namespace Vesalius.Learning.Inference;

/// <summary>Where windows lie, and how much each voxel of a window counts.</summary>
internal static class Tiles
{
    /// <summary>
    /// Window starts along one axis: evenly spread, the first at 0, the last at the end, never further apart than the step. A scan shorter than
    /// the window has one, centred around it, so its start may be negative. Source: Isensee et al., Nature Methods 18, 2021.
    /// </summary>
    public static int[] Starts(int length, int window, double step)
    {
        int rest = length - window;
        if (rest <= 0)
        {
            return [-(-rest / 2)];
        }

        // Neighbouring windows are at least one voxel apart: so a 2-D network sees each slice once.
        int count = (int)Math.Ceiling(rest / Math.Max(1, window * step)) + 1;
        return [.. Enumerable.Range(0, count).Select(i => (int)Math.Round((double)i * rest / (count - 1)))];
    }

    /// <summary>A Gaussian over a window, [Z, Y, X], 1 in its middle, its deviation an eighth of the window; never so small that it vanishes.</summary>
    public static float[] Weights(Size3 window)
    {
        float[] x = Bell(window.X), y = Bell(window.Y), z = Bell(window.Z);
        float[] weights = new float[window.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Max(1e-4f, x[i % window.X] * y[i / window.X % window.Y] * z[i / window.X / window.Y]);
        }

        return weights;
    }

    /// <summary>
    /// The weights of nnU-Net: the bell stands on voxel n/2, is scaled to 10 and rounded to binary16; where that gives 0 the smallest other
    /// weight counts.
    /// </summary>
    public static float[] NnUnetWeights(Size3 window)
    {
        float[] x = OnVoxel(window.X), y = OnVoxel(window.Y), z = OnVoxel(window.Z);
        float[] weights = new float[window.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(Half)(10 * x[i % window.X] * y[i / window.X % window.Y] * z[i / window.X / window.Y]);
        }

        float smallest = weights.Where(weight => weight > 0).Min();
        return [.. weights.Select(weight => Math.Max(weight, smallest))];
    }

    /// <summary>The rows (y, z) of a window that lie inside a scan, counted from the window's start.</summary>
    public static List<(int Y, int Z)> RowsInside((int X, int Y, int Z) start, Size3 window, Size3 scan)
    {
        (int y0, int yCount) = SlabSums.Overlap(start.Y, window.Y, scan.Y);
        (int z0, int zCount) = SlabSums.Overlap(start.Z, window.Z, scan.Z);
        var rows = new List<(int, int)>(yCount * zCount);
        for (int z = z0; z < z0 + zCount; z++)
        {
            for (int y = y0; y < y0 + yCount; y++)
            {
                rows.Add((y, z));
            }
        }

        return rows;
    }

    private static float[] OnVoxel(int length)
    {
        double deviation = length / 8.0;
        return [.. Enumerable.Range(0, length).Select(i => (float)Math.Exp(-0.5 * Math.Pow((i - length / 2) / deviation, 2)))];
    }

    private static float[] Bell(int length)
    {
        double middle = (length - 1) / 2.0, deviation = length / 8.0;
        return [.. Enumerable.Range(0, length).Select(i => length == 1 ? 1f : (float)Math.Exp(-0.5 * Math.Pow((i - middle) / deviation, 2)))];
    }
}
