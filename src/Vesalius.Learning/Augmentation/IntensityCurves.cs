using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Augmentation;

/// <summary>Changes of intensity that depend on the patch's own mean, deviation and range.</summary>
internal static class IntensityCurves
{
    private const int Chunk = 1024;

    public static void ContrastInPlace(Span<float> voxels, double factor)
    {
        (double mean, _) = Moments(voxels);
        float low = TensorPrimitives.Min<float>(voxels), high = TensorPrimitives.Max<float>(voxels);
        for (int start = 0; start < voxels.Length; start += Chunk)
        {
            Span<float> part = voxels.Slice(start, Math.Min(Chunk, voxels.Length - start));
            TensorPrimitives.Subtract(part, (float)mean, part);
            TensorPrimitives.Multiply(part, (float)factor, part);
            TensorPrimitives.Add(part, (float)mean, part);
            TensorPrimitives.Clamp(part, low, high, part);
        }
    }

    public static void GammaInPlace(Span<float> voxels, double exponent, bool inverted)
    {
        (float low, float high) = Range(voxels);
        float range = high - low;
        (double mean, double deviation) = Moments(voxels);
        if (!(range > 0) || !(deviation > 0))
        {
            return;
        }

        (double bentMean, double bentDeviation) = Bend(voxels, inverted ? high : low, (inverted ? -1 : 1) / range, (float)exponent);
        double gain = (inverted ? -1 : 1) * (bentDeviation > 0 ? deviation / bentDeviation : 1);
        for (int start = 0; start < voxels.Length; start += Chunk)
        {
            Span<float> part = voxels.Slice(start, Math.Min(Chunk, voxels.Length - start));
            TensorPrimitives.Multiply(part, (float)gain, part);
            TensorPrimitives.Add(part, (float)(mean - gain * bentMean), part);
        }
    }

    /// <summary>Replaces intensities by a power of their distance from one end, 0 to 1, and returns their mean and deviation then.</summary>
    private static (double Mean, double Deviation) Bend(Span<float> voxels, float end, float scale, float exponent)
    {
        Span<float> last = stackalloc float[Vector512<float>.Count];
        double sum = 0, squares = 0;
        for (int start = 0; start < voxels.Length; start += Chunk)
        {
            Span<float> part = voxels.Slice(start, Math.Min(Chunk, voxels.Length - start));
            int i = 0;
            for (; i <= part.Length - last.Length; i += last.Length)
            {
                Bent(Vector512.Create<float>(part[i..])).CopyTo(part[i..]);
            }

            if (i < part.Length)
            {
                part[i..].CopyTo(last);
                Bent(Vector512.Create<float>(last)).CopyTo(last);
                last[..(part.Length - i)].CopyTo(part[i..]);
            }

            sum += TensorPrimitives.Sum(part);
            squares += TensorPrimitives.SumOfSquares(part);
        }

        double mean = sum / voxels.Length;
        return (mean, Math.Sqrt(Math.Max(0, squares / voxels.Length - mean * mean)));

        // The logarithm of 0 is −∞ and comes back as 0.
        Vector512<float> Bent(Vector512<float> values) =>
            Vector512.Exp(Vector512.Log(Vector512.Max((values - Vector512.Create(end)) * scale, Vector512<float>.Zero)) * exponent);
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> voxels)
    {
        float low = voxels[0], high = voxels[0];
        for (int start = 0; start < voxels.Length; start += Chunk)
        {
            ReadOnlySpan<float> part = voxels.Slice(start, Math.Min(Chunk, voxels.Length - start));
            (low, high) = (Math.Min(low, TensorPrimitives.Min(part)), Math.Max(high, TensorPrimitives.Max(part)));
        }

        return (low, high);
    }

    /// <summary>Mean and standard deviation; short runs are added up in float, the runs in double.</summary>
    public static (double Mean, double Deviation) Moments(ReadOnlySpan<float> voxels)
    {
        double sum = 0, squares = 0;
        for (int start = 0; start < voxels.Length; start += Chunk)
        {
            ReadOnlySpan<float> part = voxels.Slice(start, Math.Min(Chunk, voxels.Length - start));
            sum += TensorPrimitives.Sum(part);
            squares += TensorPrimitives.SumOfSquares(part);
        }

        double mean = sum / voxels.Length;
        return (mean, Math.Sqrt(Math.Max(0, squares / voxels.Length - mean * mean)));
    }
}
