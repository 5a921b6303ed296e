using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The 5/3 wavelet of whole numbers (ISO/IEC 15444-1, F.3.8.2.1).</summary>
internal readonly struct ReversibleWavelet : IWavelet<int>
{
    public static int Steps => 2;

    public static void Lift(int step, Span<int> samples, ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        Span<Vector<int>> wide = MemoryMarshal.Cast<int, Vector<int>>(samples);
        ReadOnlySpan<Vector<int>> left = MemoryMarshal.Cast<int, Vector<int>>(before), right = MemoryMarshal.Cast<int, Vector<int>>(after);
        int i = 0;
        for (; i < wide.Length; i++)
        {
            Vector<int> sum = left[i] + right[i];
            wide[i] = step == 0 ? wide[i] - ((sum + new Vector<int>(2)) >> 2) : wide[i] + (sum >> 1);
        }

        for (i *= Vector<int>.Count; i < samples.Length; i++)
        {
            int sum = before[i] + after[i];
            samples[i] += step == 0 ? -((sum + 2) >> 2) : sum >> 1;
        }
    }

    public static void Scale(Span<int> samples, bool isOdd)
    {
    }

    public static int Lonely(int odd) => odd / 2;
}
