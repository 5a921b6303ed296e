using System.Numerics.Tensors;

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
        float low = TensorPrimitives.Min<float>(voxels), high = TensorPrimitives.Max<float>(voxels), range = high - low;
        (double mean, double deviation) = Moments(voxels);
        if (!(range > 0) || !(deviation > 0))
        {
            return;
        }

        for (int start = 0; start < voxels.Length; start += Chunk)
        {
            Span<float> part = voxels.Slice(start, Math.Min(Chunk, voxels.Length - start));

            // The distance from the dark (or, inverted, the bright) end, 0 to 1; its logarithm at 0 is −∞ and comes back as 0.
            TensorPrimitives.Subtract(part, inverted ? high : low, part);
            TensorPrimitives.Multiply(part, (inverted ? -1 : 1) / range, part);
            TensorPrimitives.Max(part, 0, part);
            TensorPrimitives.Log(part, part);
            TensorPrimitives.Multiply(part, (float)exponent, part);
            TensorPrimitives.Exp(part, part);
        }

        (double bentMean, double bentDeviation) = Moments(voxels);
        double gain = (inverted ? -1 : 1) * (bentDeviation > 0 ? deviation / bentDeviation : 1);
        TensorPrimitives.Subtract(voxels, (float)bentMean, voxels);
        TensorPrimitives.Multiply(voxels, (float)gain, voxels);
        TensorPrimitives.Add(voxels, (float)mean, voxels);
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
