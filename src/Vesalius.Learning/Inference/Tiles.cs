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

        int count = (int)Math.Ceiling(rest / (window * step)) + 1;
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

    private static float[] Bell(int length)
    {
        double middle = (length - 1) / 2.0, deviation = length / 8.0;
        return [.. Enumerable.Range(0, length).Select(i => length == 1 ? 1f : (float)Math.Exp(-0.5 * Math.Pow((i - middle) / deviation, 2)))];
    }
}
