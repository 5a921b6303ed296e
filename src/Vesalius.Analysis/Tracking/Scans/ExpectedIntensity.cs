using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>
/// What the later scan shows as a rule where the earlier one has a certain intensity: the median over all such voxels, between which it
/// is linear. What changed is the exception, so the rule is the scanner's. Lesions are few and brighter than nearly all else: beyond the
/// last median the rule goes on with the slope at which the quantiles of both scans rise together over the brighter half of the voxels,
/// below the first with that of the darker half. Quantiles, for medians given a noisy intensity rise too little.
/// </summary>
internal static class ExpectedIntensity
{
    private const int MostSteps = 64, FewestVoxels = 50;

    /// <summary>Beyond the medians the rule may be off by this share of what it goes on by: less is no change.</summary>
    private const float Doubt = 0.15f;

    /// <summary>The later scan less what was to be expected, inside the mask; 0 outside.</summary>
    public static Volume<float> Difference(Volume<float> earlier, Volume<float> later, Volume<bool> mask)
    {
        (float[] at, float[] expected) = Curve(earlier, later, mask);
        float[] first = Quantiles(earlier, mask), second = Quantiles(later, mask);
        int half = first.Length / 2;
        (float, float) slopes = (Slope(first.AsSpan(0, half), second), Slope(first.AsSpan(half), second.AsSpan(half)));
        var difference = new Volume<float>(earlier.Grid);
        for (int i = 0; i < difference.Array.Length; i++)
        {
            if (mask.Array[i])
            {
                (float rule, float doubt) = Read(at, expected, slopes, earlier.Array[i]);
                float off = later.Array[i] - rule;
                difference.Array[i] = Math.Sign(off) * Math.Max(0, Math.Abs(off) - doubt);
            }
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

    /// <summary>Evenly spaced quantiles inside the mask, ascending, without the extremes.</summary>
    private static float[] Quantiles(Volume<float> image, Volume<bool> mask)
    {
        float[] sorted = MaskedValues.Sorted(image, mask);
        return [.. Enumerable.Range(0, MostSteps).Select(step => sorted[(int)((step + 0.5) / MostSteps * sorted.Length)])];
    }

    /// <summary>What is to be expected, and how far that is in doubt because the rule was not seen there.</summary>
    private static (float Rule, float Doubt) Read(float[] at, float[] expected, (float Below, float Above) slopes, float value)
    {
        if (value <= at[0] || value >= at[^1])
        {
            float beyond = value <= at[0] ? slopes.Below * (value - at[0]) : slopes.Above * (value - at[^1]);
            return ((value <= at[0] ? expected[0] : expected[^1]) + beyond, Doubt * Math.Abs(beyond));
        }

        int found = Array.BinarySearch(at, value), above = found >= 0 ? found : ~found;
        float step = at[above] - at[above - 1], share = step > 0 ? (value - at[above - 1]) / step : 1;
        return (expected[above - 1] + share * (expected[above] - expected[above - 1]), 0);
    }

    /// <summary>The slope of the line that misses the points least; 0 for fewer than two, or for one intensity.</summary>
    private static float Slope(ReadOnlySpan<float> at, ReadOnlySpan<float> expected)
    {
        double meanAt = 0, meanExpected = 0, product = 0, square = 0;
        for (int i = 0; i < at.Length; i++)
        {
            (meanAt, meanExpected) = (meanAt + at[i] / at.Length, meanExpected + expected[i] / at.Length);
        }

        for (int i = 0; i < at.Length; i++)
        {
            product += (at[i] - meanAt) * (expected[i] - meanExpected);
            square += (at[i] - meanAt) * (at[i] - meanAt);
        }

        return square > 0 ? (float)(product / square) : 0;
    }
}
