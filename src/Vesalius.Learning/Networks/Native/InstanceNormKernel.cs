using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Networks.Native;

/// <summary>
/// Instance normalisation followed by a leaky ReLU, over activations [N, V, C] with the channels fastest (V = all voxels of a sample):
/// <c>y = leaky(γ·(x − mean)/sd + β)</c>, mean and deviation per sample and channel. One pass reads, one writes; the library's separate
/// operations pass over the same memory five times, which is most of their cost. Source: Ulyanov, Vedaldi, Lempitsky, arXiv:1607.08022.
/// </summary>
/// <typeparam name="T">The storage type of the activations; statistics are always binary32, their sums binary64.</typeparam>
internal static unsafe class InstanceNormKernel<T>
    where T : IActivation
{
    private const int Tile = 64;

    /// <summary>Writes mean and 1/deviation per sample and channel, then the normalised activations. <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(byte* x, byte* y, NormShape shape, NormWeights weights, NormStatistics statistics)
    {
        int channels = shape.Channels;
        Parallel.For(0, shape.Samples * shape.Chunks, task =>
        {
            (int sample, long first, long last) = shape.Chunk(task);
            Sum(x + sample * shape.SampleBytes(T.Size), first, last, channels, statistics.Partial(task, channels));
        });

        statistics.Combine(shape);
        statistics.FillScales(shape, weights);
        Parallel.For(0, shape.Samples * shape.Chunks, task =>
        {
            (int sample, long first, long last) = shape.Chunk(task);
            long offset = sample * shape.SampleBytes(T.Size);
            Apply(x + offset, y + offset, (first, last), channels, statistics.Scales(sample, channels), shape.Slope);
        });
    }

    /// <summary>
    /// The gradient of <see cref="Forward"/>: writes dx, and the sums over each sample of dz and dz·x̂ (dz is the gradient before the ReLU)
    /// from which dγ and dβ follow.
    /// </summary>
    public static void Backward(byte* x, byte* dy, byte* dx, NormShape shape, NormWeights weights, NormStatistics statistics)
    {
        int channels = shape.Channels;
        statistics.FillScales(shape, weights);
        Parallel.For(0, shape.Samples * shape.Chunks, task =>
        {
            (int sample, long first, long last) = shape.Chunk(task);
            long offset = sample * shape.SampleBytes(T.Size);
            float* scales = statistics.Scales(sample, channels);
            SumGradient(x + offset, dy + offset, (first, last), channels, scales, shape.Slope, statistics.Partial(task, channels));
        });

        statistics.CombineGradient(shape, weights);
        Parallel.For(0, shape.Samples * shape.Chunks, task =>
        {
            (int sample, long first, long last) = shape.Chunk(task);
            long offset = sample * shape.SampleBytes(T.Size);
            ApplyGradient(x + offset, dy + offset, dx + offset, (first, last), channels,
                statistics.Scales(sample, channels), statistics.GradientScales(sample, channels), shape.Slope);
        });
    }

    private static void Sum(byte* x, long first, long last, int channels, double* sums)
    {
        for (long start = first; start < last; start += Tile)
        {
            long end = Math.Min(last, start + Tile);
            int c = 0;
            for (; c <= channels - 16; c += 16)
            {
                Vector512<float> sum = default, square = default;
                byte* p = x + (start * channels + c) * T.Size;
                for (long v = start; v < end; v++, p += channels * T.Size)
                {
                    Vector512<float> value = T.Load(p);
                    sum += value;
                    square = Vector512.FusedMultiplyAdd(value, value, square);
                }

                Add(sums + c, sum);
                Add(sums + channels + c, square);
            }

            for (; c < channels; c++)
            {
                for (long v = start; v < end; v++)
                {
                    double value = T.LoadOne(x + (v * channels + c) * T.Size);
                    sums[c] += value;
                    sums[channels + c] += value * value;
                }
            }
        }
    }

    private static void Apply(byte* x, byte* y, (long First, long Last) range, int channels, float* scales, float slope)
    {
        float* shifts = scales + channels;
        Vector512<float> leak = Vector512.Create(slope);
        for (long start = range.First; start < range.Last; start += Tile)
        {
            long end = Math.Min(range.Last, start + Tile);
            int c = 0;
            for (; c <= channels - 16; c += 16)
            {
                Vector512<float> scale = Vector512.Load(scales + c), shift = Vector512.Load(shifts + c);
                long at = (start * channels + c) * T.Size;
                for (long v = start; v < end; v++, at += channels * T.Size)
                {
                    Vector512<float> z = Vector512.FusedMultiplyAdd(T.Load(x + at), scale, shift);
                    T.Store(y + at, Vector512.Max(z, z * leak));
                }
            }

            for (; c < channels; c++)
            {
                for (long v = start; v < end; v++)
                {
                    float z = T.LoadOne(x + (v * channels + c) * T.Size) * scales[c] + shifts[c];
                    T.StoreOne(y + (v * channels + c) * T.Size, Math.Max(z, z * slope));
                }
            }
        }
    }

    private static void SumGradient(
        byte* x, byte* dy, (long First, long Last) range, int channels, float* scales, float slope, double* sums)
    {
        float* shifts = scales + channels;
        Vector512<float> leak = Vector512.Create(slope);
        for (long start = range.First; start < range.Last; start += Tile)
        {
            long end = Math.Min(range.Last, start + Tile);
            int c = 0;
            for (; c <= channels - 16; c += 16)
            {
                Vector512<float> scale = Vector512.Load(scales + c), shift = Vector512.Load(shifts + c), sum = default, product = default;
                long at = (start * channels + c) * T.Size;
                for (long v = start; v < end; v++, at += channels * T.Size)
                {
                    Vector512<float> value = T.Load(x + at), gradient = T.Load(dy + at);
                    Vector512<float> z = Vector512.FusedMultiplyAdd(value, scale, shift);
                    gradient = Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<float>.Zero), gradient, gradient * leak);
                    sum += gradient;
                    product = Vector512.FusedMultiplyAdd(gradient, value, product);
                }

                Add(sums + c, sum);
                Add(sums + channels + c, product);
            }

            for (; c < channels; c++)
            {
                for (long v = start; v < end; v++)
                {
                    float value = T.LoadOne(x + (v * channels + c) * T.Size), gradient = T.LoadOne(dy + (v * channels + c) * T.Size);
                    gradient = value * scales[c] + shifts[c] > 0 ? gradient : gradient * slope;
                    sums[c] += gradient;
                    sums[channels + c] += (double)gradient * value;
                }
            }
        }
    }

    private static void ApplyGradient(
        byte* x, byte* dy, byte* dx, (long First, long Last) range, int channels, float* scales, float* gradientScales, float slope)
    {
        float* shifts = scales + channels, slopes = gradientScales, offsets = gradientScales + channels;
        Vector512<float> leak = Vector512.Create(slope);
        for (long start = range.First; start < range.Last; start += Tile)
        {
            long end = Math.Min(range.Last, start + Tile);
            int c = 0;
            for (; c <= channels - 16; c += 16)
            {
                Vector512<float> scale = Vector512.Load(scales + c), shift = Vector512.Load(shifts + c);
                Vector512<float> perValue = Vector512.Load(slopes + c), offset = Vector512.Load(offsets + c);
                long at = (start * channels + c) * T.Size;
                for (long v = start; v < end; v++, at += channels * T.Size)
                {
                    Vector512<float> value = T.Load(x + at), gradient = T.Load(dy + at);
                    Vector512<float> z = Vector512.FusedMultiplyAdd(value, scale, shift);
                    gradient = Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<float>.Zero), gradient, gradient * leak);
                    T.Store(dx + at, Vector512.FusedMultiplyAdd(gradient, scale, Vector512.FusedMultiplyAdd(value, perValue, offset)));
                }
            }

            for (; c < channels; c++)
            {
                for (long v = start; v < end; v++)
                {
                    long at = (v * channels + c) * T.Size;
                    float value = T.LoadOne(x + at), gradient = T.LoadOne(dy + at);
                    gradient = value * scales[c] + shifts[c] > 0 ? gradient : gradient * slope;
                    T.StoreOne(dx + at, gradient * scales[c] + value * slopes[c] + offsets[c]);
                }
            }
        }
    }

    private static void Add(double* sums, Vector512<float> values)
    {
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(values);
        (Vector512.Load(sums) + low).Store(sums);
        (Vector512.Load(sums + 8) + high).Store(sums + 8);
    }
}
