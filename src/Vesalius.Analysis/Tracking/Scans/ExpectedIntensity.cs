using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>
/// What the later scan shows as a rule where the earlier one has a certain intensity: the median over all such voxels, between which it
/// is linear. What changed is the exception, so the rule is the scanner's.
/// </summary>
internal static class ExpectedIntensity
{
    private const int MostSteps = 64, FewestVoxels = 50;

    /// <summary>The later scan less what was to be expected, inside the mask; 0 outside.</summary>
    public static Volume<float> Difference(Volume<float> earlier, Volume<float> later, Volume<bool> mask)
    {
        (float[] at, float[] expected) = Curve(earlier, later, mask);
        var difference = new Volume<float>(earlier.Grid);
        for (int i = 0; i < difference.Array.Length; i++)
        {
            difference.Array[i] = mask.Array[i] ? later.Array[i] - Read(at, expected, earlier.Array[i]) : 0;
        }

        return difference;
    }

    /// <summary>Intensities of the earlier scan, and the later one's median around each; every step has as many voxels.</summary>
    private static (float[] At, float[] Expected) Curve(Volume<float> earlier, Volume<float> later, Volume<bool> mask)
    {
        float[] first = [.. earlier.Array.Where((_, i) => mask.Array[i])], second = [.. later.Array.Where((_, i) => mask.Array[i])];
        Array.Sort(first, second);
        int steps = Math.Clamp(first.Length / FewestVoxels, 1, MostSteps);
        (float[] at, float[] expected) = (new float[steps], new float[steps]);
        for (int step = 0; step < steps; step++)
        {
            int from = (int)((long)first.Length * step / steps), to = (int)((long)first.Length * (step + 1) / steps);
            Array.Sort(second, from, to - from);
            (at[step], expected[step]) = (first[(from + to) / 2], second[(from + to) / 2]);
        }

        return (at, expected);
    }

    private static float Read(float[] at, float[] expected, float value)
    {
        int above = Array.BinarySearch(at, value) is >= 0 and var exact ? exact : ~Array.BinarySearch(at, value);
        if (above == 0 || above == at.Length || at[above] == value)
        {
            return expected[Math.Min(above, at.Length - 1)];
        }

        float share = (value - at[above - 1]) / (at[above] - at[above - 1]);
        return expected[above - 1] + share * (expected[above] - expected[above - 1]);
    }
}
