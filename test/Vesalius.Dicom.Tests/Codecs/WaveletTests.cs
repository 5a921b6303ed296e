using CsCheck;
using Vesalius.Dicom.Codecs.Jpeg2000;

namespace Vesalius.Dicom.Tests.Codecs;

/// <summary>Pictures taken apart as the standard's equations say, sample by sample, are put together again.</summary>
public sealed class WaveletTests
{
    private static readonly Gen<(Rectangle Area, int Seed)> Areas =
        from x in Gen.Int[0, 3]
        from y in Gen.Int[0, 3]
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 20]
        from seed in Gen.Int[0, int.MaxValue]
        select (new Rectangle(x, y, x + width, y + height), seed);

    [Fact]
    public void The_reversible_wavelet_gives_every_picture_back_exactly() => Areas.Sample((area, seed) =>
    {
        double[] picture = Noise(area, seed);
        double[][] bands = Bands(Analysed(picture, area, Reversible), area);
        int[] samples = new int[picture.Length];
        new Synthesis<int, ReversibleWavelet>(area.Width).Run(area, Whole(bands[0]), new()
        {
            HighLow = Whole(bands[1]), LowHigh = Whole(bands[2]), HighHigh = Whole(bands[3]),
        }, samples);
        return samples.Select(sample => (double)sample).SequenceEqual(picture);
    }, iter: 400);

    [Fact]
    public void The_irreversible_wavelet_gives_every_picture_back_as_far_as_binary32_goes() => Areas.Sample((area, seed) =>
    {
        double[] picture = Noise(area, seed);
        double[][] bands = Bands(Analysed(picture, area, Irreversible), area);
        float[] samples = new float[picture.Length];
        new Synthesis<float, IrreversibleWavelet>(area.Width).Run(area, Real(bands[0]), new()
        {
            HighLow = Real(bands[1]), LowHigh = Real(bands[2]), HighHigh = Real(bands[3]),
        }, samples);
        return samples.Zip(picture).All(pair => Math.Abs(pair.First - pair.Second) < 0.01);
    }, iter: 400);

    private static double[] Noise(Rectangle area, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, area.Width * area.Height).Select(_ => (double)random.Next(-4096, 4096))];
    }

    /// <summary>Columns, then rows (ISO/IEC 15444-1, F.4.2).</summary>
    private static double[] Analysed(double[] picture, Rectangle area, Action<double[], int> analyse)
    {
        double[] result = [.. picture];
        for (int x = 0; x < area.Width; x++)
        {
            double[] column = [.. Enumerable.Range(0, area.Height).Select(y => result[y * area.Width + x])];
            analyse(column, area.Y0);
            for (int y = 0; y < area.Height; y++)
            {
                result[y * area.Width + x] = column[y];
            }
        }

        for (int y = 0; y < area.Height; y++)
        {
            double[] row = result[(y * area.Width)..((y + 1) * area.Width)];
            analyse(row, area.X0);
            row.CopyTo(result, y * area.Width);
        }

        return result;
    }

    /// <summary>Low-low, high-low, low-high and high-high: coordinates tell by being even or odd.</summary>
    private static double[][] Bands(double[] mixed, Rectangle area) => [.. Enumerable.Range(0, 4).Select(band => mixed
        .Where((_, i) => ((area.X0 + i % area.Width) & 1) == (band & 1) && ((area.Y0 + i / area.Width) & 1) == band >> 1).ToArray())];

    private static void Reversible(double[] signal, int first) => Lift(
        signal, first, [(1, (a, b) => -Math.Floor((a + b) / 2)), (0, (a, b) => Math.Floor((a + b + 2) / 4))], (1, 1));

    private static void Irreversible(double[] signal, int first) => Lift(
        signal,
        first,
        [
            (1, (a, b) => -1.586134342059924 * (a + b)), (0, (a, b) => -0.052980118572961 * (a + b)),
            (1, (a, b) => 0.882911075530934 * (a + b)), (0, (a, b) => 0.443506852043971 * (a + b)),
        ],
        (1 / 1.230174104914001, 1.230174104914001));

    private static void Lift(
        double[] signal, int first, (int Parity, Func<double, double, double> By)[] steps, (double Low, double High) scale)
    {
        if (signal.Length == 1)
        {
            signal[0] *= (first & 1) == 1 ? 2 : 1;
            return;
        }

        double Mirrored(int i) => signal[i < 0 ? -i : i >= signal.Length ? 2 * signal.Length - 2 - i : i];
        foreach ((int parity, Func<double, double, double> by) in steps)
        {
            for (int i = 0; i < signal.Length; i++)
            {
                signal[i] += ((first + i) & 1) == parity ? by(Mirrored(i - 1), Mirrored(i + 1)) : 0;
            }
        }

        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] *= ((first + i) & 1) == 0 ? scale.Low : scale.High;
        }
    }

    private static int[] Whole(double[] values) => Array.ConvertAll(values, value => (int)value);

    private static float[] Real(double[] values) => Array.ConvertAll(values, value => (float)value);
}
