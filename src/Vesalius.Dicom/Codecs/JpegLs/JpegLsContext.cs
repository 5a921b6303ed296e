using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>What was learned about prediction errors in one kind of neighbourhood (ISO/IEC 14495-1, A.2).</summary>
internal struct JpegLsContext
{
    private const int LargestCorrection = 127;

    /// <summary>Sum of the errors' sizes.</summary>
    public int Magnitude;

    /// <summary>Sum of the errors, kept near 0 by the correction.</summary>
    public int Bias;

    /// <summary>What is added to a prediction.</summary>
    public int Correction;

    /// <summary>Errors counted.</summary>
    public int Count;

    /// <summary>The Golomb parameter: the least k with Count · 2^k not below Magnitude.</summary>
    public readonly int Golomb
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => GolombOf(Count, Magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GolombOf(int count, int magnitude)
    {
        int estimate = Math.Max(0, BitOperations.LeadingZeroCount((uint)count) - BitOperations.LeadingZeroCount((uint)magnitude));
        return count << estimate < magnitude ? estimate + 1 : estimate;
    }

    /// <summary>Counts an error (ISO/IEC 14495-1, A.6).</summary>
    /// <param name="error">The error, quantised.</param>
    /// <param name="step">How far quantised errors lie apart.</param>
    /// <param name="reset">After how many the sums are halved.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int error, int step, int reset)
    {
        int bias = Bias + error * step, magnitude = Magnitude + Math.Abs(error), count = Count;
        if (count == reset)
        {
            (bias, magnitude, count) = (bias >> 1, magnitude >> 1, count >> 1);
        }

        count++;
        if (bias <= -count)
        {
            bias = Math.Max(bias + count, 1 - count);
            Correction = Math.Max(Correction - 1, -LargestCorrection - 1);
        }
        else if (bias > 0)
        {
            bias = Math.Min(bias - count, 0);
            Correction = Math.Min(Correction + 1, LargestCorrection);
        }

        (Bias, Magnitude, Count) = (bias, magnitude, count);
    }
}
