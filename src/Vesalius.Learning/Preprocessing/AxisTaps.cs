namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// Which voxels of one axis make up each voxel of the same field of view cut into another number of voxels, and with what weight:
/// linear interpolation when it becomes finer, a triangle as wide as the new voxels (no aliasing) when it becomes coarser. Beyond the ends
/// the edge voxel continues. Outer faces coincide: <c>in = (out + ½)·from/to − ½</c>.
/// </summary>
internal sealed class AxisTaps
{
    private readonly int[] first;
    private readonly float[][] weights;

    public AxisTaps(int from, int to)
    {
        IsIdentity = from == to;
        Count = to;
        first = new int[to];
        weights = new float[to][];
        double scale = (double)from / to, support = Math.Max(1, scale);
        for (int o = 0; o < to; o++)
        {
            double centre = (o + 0.5) * scale - 0.5;
            int low = (int)Math.Floor(centre - support) + 1, high = (int)Math.Ceiling(centre + support) - 1;
            int firstInside = Math.Clamp(low, 0, from - 1), lastInside = Math.Clamp(high, 0, from - 1);
            double[] taps = new double[lastInside - firstInside + 1];
            for (int i = low; i <= high; i++)
            {
                taps[Math.Clamp(i, 0, from - 1) - firstInside] += 1 - Math.Abs(i - centre) / support;
            }

            double sum = taps.Sum();
            first[o] = firstInside;
            weights[o] = [.. taps.Select(tap => (float)(tap / sum))];
        }
    }

    /// <summary>Whether nothing changes along this axis.</summary>
    public bool IsIdentity { get; }

    /// <summary>The number of new voxels.</summary>
    public int Count { get; }

    /// <summary>The first old voxel that the new one is made of.</summary>
    public int First(int index) => first[index];

    /// <summary>The weights of that old voxel and of those after it; their sum is 1.</summary>
    public ReadOnlySpan<float> Weights(int index) => weights[index];
}
