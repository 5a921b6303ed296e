using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The 9/7 wavelet (ISO/IEC 15444-1, F.3.8.1.1).</summary>
internal readonly struct IrreversibleWavelet : IWavelet<float>
{
    private const float LowScale = 1.230174104914001f;

    public static int Steps => 4;

    private static ReadOnlySpan<float> Weights => [-0.443506852043971f, -0.882911075530934f, 0.052980118572961f, 1.586134342059924f];

    public static void Lift(int step, Span<float> samples, ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        float weight = Weights[step];
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(samples);
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(before);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(after);
        int i = 0;
        for (; i < wide.Length; i++)
        {
            wide[i] += (left[i] + right[i]) * weight;
        }

        for (i *= Vector<float>.Count; i < samples.Length; i++)
        {
            samples[i] += (before[i] + after[i]) * weight;
        }
    }

    public static void Scale(Span<float> samples, bool isOdd)
    {
        float factor = isOdd ? 1 / LowScale : LowScale;
        foreach (ref float sample in samples)
        {
            sample *= factor;
        }
    }

    public static float Lonely(float odd) => odd / 2;
}
