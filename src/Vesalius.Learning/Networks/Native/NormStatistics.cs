using System.Runtime.InteropServices;

namespace Vesalius.Learning.Networks.Native;

/// <summary>The sums and factors of one normalisation, in memory that outlives the parallel loops over it.</summary>
internal sealed unsafe class NormStatistics : IDisposable
{
    private readonly double* partials;
    private readonly float* factors;
    private readonly float* gradientFactors;

    /// <summary>Room for the sums of every task and the factors of every sample.</summary>
    /// <param name="shape">The shape of the normalisation.</param>
    /// <param name="meanAndRate">[2, N, C]: mean and 1/deviation, kept between forward and backward.</param>
    public NormStatistics(NormShape shape, float* meanAndRate)
    {
        nuint perSample = (nuint)(shape.Samples * shape.Channels * 2);
        partials = (double*)NativeMemory.AllocZeroed((nuint)(shape.Samples * shape.Chunks * shape.Channels * 2), sizeof(double));
        factors = (float*)NativeMemory.Alloc(perSample, sizeof(float));
        gradientFactors = (float*)NativeMemory.Alloc(perSample, sizeof(float));
        Mean = meanAndRate;
        Rate = meanAndRate + shape.Samples * shape.Channels;
        GradientSums = new double[shape.Channels * 2];
    }

    /// <summary>Mean per sample and channel.</summary>
    public float* Mean { get; }

    /// <summary>1/deviation per sample and channel.</summary>
    public float* Rate { get; }

    /// <summary>After a backward pass: dβ of every channel, then dγ of every channel.</summary>
    public double[] GradientSums { get; }

    /// <summary>Where one task sums two numbers per channel.</summary>
    public double* Partial(int task, int channels) => partials + (long)task * channels * 2;

    /// <summary>γ/sd and β − mean·γ/sd of every channel of a sample.</summary>
    public float* Scales(int sample, int channels) => factors + (long)sample * channels * 2;

    /// <summary>Fills <see cref="Scales"/> from mean and 1/deviation.</summary>
    public void FillScales(NormShape shape, NormWeights weights)
    {
        for (int sample = 0; sample < shape.Samples; sample++)
        {
            float* scales = Scales(sample, shape.Channels);
            for (int c = 0; c < shape.Channels; c++)
            {
                float scale = weights.GammaAt(c) * Rate[sample * shape.Channels + c];
                scales[c] = scale;
                scales[shape.Channels + c] = weights.BetaAt(c) - Mean[sample * shape.Channels + c] * scale;
            }
        }
    }

    /// <summary>What x is multiplied by, and what is added, in the gradient of a sample.</summary>
    public float* GradientScales(int sample, int channels) => gradientFactors + (long)sample * channels * 2;

    /// <summary>Mean and 1/deviation from the sums of x and x².</summary>
    public void Combine(NormShape shape)
    {
        for (int sample = 0; sample < shape.Samples; sample++)
        {
            for (int c = 0; c < shape.Channels; c++)
            {
                (double sum, double square) = Total(shape, sample, c);
                double mean = sum / shape.Voxels, variance = Math.Max(0, square / shape.Voxels - mean * mean);
                Mean[sample * shape.Channels + c] = (float)mean;
                Rate[sample * shape.Channels + c] = (float)(1 / Math.Sqrt(variance + shape.Epsilon));
            }
        }
    }

    /// <summary>The factors of dx, dβ and dγ from the sums of dz and dz·x.</summary>
    public void CombineGradient(NormShape shape, NormWeights weights)
    {
        for (int sample = 0; sample < shape.Samples; sample++)
        {
            float* slopes = GradientScales(sample, shape.Channels);
            for (int c = 0; c < shape.Channels; c++)
            {
                (double sum, double product) = Total(shape, sample, c);
                double mean = Mean[sample * shape.Channels + c], rate = Rate[sample * shape.Channels + c];
                double alongNormalized = rate * (product - mean * sum);
                GradientSums[c] += sum;
                GradientSums[shape.Channels + c] += alongNormalized;
                double scale = weights.GammaAt(c) * rate / shape.Voxels;
                slopes[c] = (float)(-scale * alongNormalized * rate);
                slopes[shape.Channels + c] = (float)(-scale * (sum - alongNormalized * rate * mean));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(partials);
        NativeMemory.Free(factors);
        NativeMemory.Free(gradientFactors);
    }

    private (double First, double Second) Total(NormShape shape, int sample, int channel)
    {
        double first = 0, second = 0;
        for (int chunk = 0; chunk < shape.Chunks; chunk++)
        {
            double* partial = Partial(sample * shape.Chunks + chunk, shape.Channels);
            first += partial[channel];
            second += partial[shape.Channels + channel];
        }

        return (first, second);
    }
}
