using System.Numerics.Tensors;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>Brings the intensities of a channel to the scale that its plan asks for.</summary>
internal static class IntensityScale
{
    /// <summary>How many values are sorted at most.</summary>
    internal const int MostSorted = 1 << 18;

    /// <summary>A normalised copy. A scan without contrast becomes all zeros.</summary>
    public static float[] Apply(Normalization normalization, ReadOnlySpan<float> voxels) => normalization switch
    {
        Normalization.None => voxels.ToArray(),
        Normalization.ZScore zScore => zScore.NonzeroOnly ? StandardisedNonzero(voxels) : Standardised(voxels, float.MinValue, float.MaxValue),
        Normalization.Percentiles percentiles => StandardisedBetween(voxels, percentiles),
        Normalization.FixedWindow window => Windowed(voxels, window),
        Normalization.UnitRange => UnitRange(voxels),
        Normalization.Divided divided => Divided(voxels, divided.By),
        _ => throw new ArgumentException($"The normalisation {normalization} is not known to this version.", nameof(normalization)),
    };

    /// <summary>The value below which a part of the sorted values lies, linearly between neighbours. NaN when there are none.</summary>
    public static double Percentile(ReadOnlySpan<float> sorted, double percent)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        double place = percent / 100 * (sorted.Length - 1);
        int below = (int)place;
        return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }

    /// <summary>Mean and standard deviation, added up in double precision. Zero both when there are no values.</summary>
    public static (double Mean, double StandardDeviation) Moments(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        double mean = values.IsEmpty ? 0 : sum / values.Length;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, values.IsEmpty ? 0 : Math.Sqrt(squares / values.Length));
    }

    /// <summary>The values in order: all of them, or evenly spread ones where there are more than a quarter of a million.</summary>
    public static float[] Sorted(ReadOnlySpan<float> values)
    {
        int step = (values.Length + MostSorted - 1) / MostSorted;
        float[] sorted = new float[step == 0 ? 0 : (values.Length + step - 1) / step];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = values[i * step];
        }

        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>A copy brought to mean 0 and deviation 1 inside a mask; what lies outside stays as it is.</summary>
    public static float[] StandardisedInside(ReadOnlySpan<float> voxels, ReadOnlySpan<bool> mask)
    {
        List<float> inside = [];
        for (int i = 0; i < voxels.Length; i++)
        {
            if (mask[i])
            {
                inside.Add(voxels[i]);
            }
        }

        (double mean, double deviation) = Moments(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(inside));
        float[] result = voxels.ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = mask[i] ? (float)((result[i] - mean) / Math.Max(deviation, 1e-8)) : result[i];
        }

        return result;
    }

    private static float[] StandardisedBetween(ReadOnlySpan<float> voxels, Normalization.Percentiles percentiles)
    {
        float[] sorted = Sorted(voxels);
        return Standardised(voxels, (float)Percentile(sorted, percentiles.LowPercent), (float)Percentile(sorted, percentiles.HighPercent));
    }

    private static float[] Standardised(ReadOnlySpan<float> voxels, float low, float high)
    {
        float[] result = new float[voxels.Length];
        TensorPrimitives.Clamp(voxels, low, high, result);
        (double mean, double deviation) = Moments(result);
        Shift(result, mean, deviation);
        return result;
    }

    private static float[] StandardisedNonzero(ReadOnlySpan<float> voxels)
    {
        List<float> nonzero = [];
        foreach (float value in voxels)
        {
            if (value != 0)
            {
                nonzero.Add(value);
            }
        }

        (double mean, double deviation) = Moments(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(nonzero));
        float[] result = new float[voxels.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = voxels[i] == 0 || deviation == 0 ? 0 : (float)((voxels[i] - mean) / deviation);
        }

        return result;
    }

    private static float[] Windowed(ReadOnlySpan<float> voxels, Normalization.FixedWindow window)
    {
        float[] result = new float[voxels.Length];
        TensorPrimitives.Clamp(voxels, (float)window.Low, (float)window.High, result);
        Shift(result, window.Mean, window.StandardDeviation);
        return result;
    }

    private static float[] UnitRange(ReadOnlySpan<float> voxels)
    {
        float[] result = voxels.ToArray();
        float low = voxels.IsEmpty ? 0 : TensorPrimitives.Min(voxels), range = voxels.IsEmpty ? 0 : TensorPrimitives.Max(voxels) - low;
        TensorPrimitives.Subtract(result, low, result);
        TensorPrimitives.Divide(result, Math.Max(range, 1e-8f), result);
        return result;
    }

    private static float[] Divided(ReadOnlySpan<float> voxels, double by)
    {
        float[] result = voxels.ToArray();
        TensorPrimitives.Divide(result, (float)by, result);
        return result;
    }

    private static void Shift(Span<float> values, double mean, double deviation)
    {
        // A deviation that is rounding noise beside the mean is no contrast.
        if (!(deviation > 1e-7 * Math.Abs(mean)))
        {
            values.Clear();
            return;
        }

        TensorPrimitives.Subtract(values, (float)mean, values);
        TensorPrimitives.Multiply(values, (float)(1 / deviation), values);
    }
}
