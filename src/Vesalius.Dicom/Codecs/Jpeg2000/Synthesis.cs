using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// Puts four bands together to the next higher resolution (ISO/IEC 15444-1, F.3): first each row from its low and high half, at its
/// final place, then all columns at once, row by row.
/// </summary>
/// <typeparam name="T">Samples.</typeparam>
/// <typeparam name="TWavelet">The wavelet.</typeparam>
internal sealed class Synthesis<T, TWavelet>
    where T : unmanaged
    where TWavelet : IWavelet<T>
{
    private readonly T[] low;
    private readonly T[] high;

    /// <param name="longest">The longest row.</param>
    public Synthesis(int longest)
    {
        // A sample more at either side: the neighbours that lie beyond the ends.
        low = new T[longest / 2 + 3];
        high = new T[longest / 2 + 3];
    }

    /// <summary>Makes a resolution.</summary>
    /// <param name="area">Where it lies; whether its edges are odd decides which samples are low and which high.</param>
    /// <param name="lower">The lower resolution, row by row.</param>
    /// <param name="bands">High along x, along y, along both, each row by row.</param>
    /// <param name="samples">Takes the resolution.</param>
    public void Run(Rectangle area, ReadOnlySpan<T> lower, Bands bands, Span<T> samples)
    {
        bool isOddX = (area.X0 & 1) == 1, isOddY = (area.Y0 & 1) == 1;
        int lowWidth = (area.X1 + 1) / 2 - (area.X0 + 1) / 2, highWidth = area.Width - lowWidth;
        for (int y = 0; y < area.Height; y++)
        {
            bool isLow = (y & 1) == 0 != isOddY;
            ReadOnlySpan<T> lows = isLow ? lower : bands.LowHigh, highs = isLow ? bands.HighLow : bands.HighHigh;
            Span<T> row = samples.Slice(y * area.Width, area.Width);
            Row(lows.Slice(y / 2 * lowWidth, lowWidth), highs.Slice(y / 2 * highWidth, highWidth), isOddX, row);
        }

        Columns(samples, (area.Width, area.Height), isOddY);
    }

    private void Row(ReadOnlySpan<T> lows, ReadOnlySpan<T> highs, bool isOdd, Span<T> row)
    {
        if (row.Length == 1)
        {
            row[0] = isOdd ? TWavelet.Lonely(highs[0]) : lows[0];
            return;
        }

        Span<T> even = low.AsSpan(1, lows.Length), odd = high.AsSpan(1, highs.Length);
        lows.CopyTo(even);
        highs.CopyTo(odd);
        TWavelet.Scale(even, isOdd: false);
        TWavelet.Scale(odd, isOdd: true);

        // The odd sample before even sample i is i − 1, or i in a row that begins with an odd one.
        int shift = isOdd ? 1 : 0;
        for (int step = 0; step < TWavelet.Steps; step += 2)
        {
            Extend(high, odd.Length);
            TWavelet.Lift(step, even, high.AsSpan(shift, even.Length), high.AsSpan(shift + 1, even.Length));
            Extend(low, even.Length);
            TWavelet.Lift(step + 1, odd, low.AsSpan(1 - shift, odd.Length), low.AsSpan(2 - shift, odd.Length));
        }

        Interleave(isOdd ? odd : even, isOdd ? even : odd, row);
    }

    /// <summary>
    /// Beyond its ends a signal goes on as in a mirror: the neighbour that is missing at one side is the one at the other.
    /// </summary>
    private static void Extend(T[] samples, int count)
    {
        samples[0] = samples[1];
        samples[count + 1] = samples[count];
    }

    private static void Interleave(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> row)
    {
        int i = 0;
        if (BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<Vector<uint>> firsts = MemoryMarshal.Cast<T, Vector<uint>>(first[..second.Length]);
            ReadOnlySpan<Vector<uint>> seconds = MemoryMarshal.Cast<T, Vector<uint>>(second);
            Span<Vector<ulong>> pairs = MemoryMarshal.Cast<T, Vector<ulong>>(row);
            for (; i < seconds.Length; i++)
            {
                Vector.Widen(firsts[i], out Vector<ulong> near, out Vector<ulong> far);
                Vector.Widen(seconds[i], out Vector<ulong> nearOther, out Vector<ulong> farOther);
                pairs[2 * i] = near | (nearOther << 32);
                pairs[2 * i + 1] = far | (farOther << 32);
            }

            i *= Vector<uint>.Count;
        }

        for (; i < second.Length; i++)
        {
            row[2 * i] = first[i];
            row[2 * i + 1] = second[i];
        }

        if (first.Length > second.Length)
        {
            row[^1] = first[^1];
        }
    }

    private static void Columns(Span<T> samples, (int Width, int Height) size, bool isOdd)
    {
        if (size.Height == 1)
        {
            for (int x = 0; isOdd && x < size.Width; x++)
            {
                samples[x] = TWavelet.Lonely(samples[x]);
            }

            return;
        }

        for (int y = 0; y < size.Height; y++)
        {
            TWavelet.Scale(Row(samples, y), (y & 1) == 1 != isOdd);
        }

        for (int step = 0; step < TWavelet.Steps; step++)
        {
            for (int y = (step & 1) == 0 == isOdd ? 1 : 0; y < size.Height; y += 2)
            {
                int before = y > 0 ? y - 1 : 1, after = y + 1 < size.Height ? y + 1 : y - 1;
                TWavelet.Lift(step, Row(samples, y), Row(samples, before), Row(samples, after));
            }
        }

        Span<T> Row(Span<T> all, int y) => all.Slice(y * size.Width, size.Width);
    }

    /// <summary>The three bands above a resolution.</summary>
    public readonly ref struct Bands
    {
        public required ReadOnlySpan<T> HighLow { get; init; }

        public required ReadOnlySpan<T> LowHigh { get; init; }

        public required ReadOnlySpan<T> HighHigh { get; init; }
    }
}
