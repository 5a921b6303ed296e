using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>A small Gaussian, axis by axis; beyond the ends the edge voxel continues.</summary>
internal static class GaussianBlur
{
    public static void ApplyInPlace(Span<float> voxels, Size3 size, double sigma)
    {
        float[] weights = Weights(sigma);
        float[] blurred = GC.AllocateUninitializedArray<float>(voxels.Length);
        for (int axis = 0; axis < 3; axis++)
        {
            if (size[axis] > 1)
            {
                Along(axis, voxels, blurred, size, weights);
                blurred.CopyTo(voxels);
            }
        }
    }

    /// <summary>The weights from −r to r, r = 3 σ rounded up; their sum is 1.</summary>
    private static float[] Weights(double sigma)
    {
        int radius = Math.Max(1, (int)Math.Ceiling(3 * sigma));
        double[] weights = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma)))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static void Along(int axis, ReadOnlySpan<float> source, Span<float> target, Size3 size, float[] weights)
    {
        int count = size[axis], radius = weights.Length / 2;
        int run = axis == 0 ? 1 : axis == 1 ? size.X : size.X * size.Y, block = run * count;
        Span<float> padded = axis == 0 ? new float[count + 2 * radius] : [];
        for (int start = 0; start < source.Length; start += block)
        {
            if (axis == 0)
            {
                ReadOnlySpan<float> row = source.Slice(start, count);
                padded[..radius].Fill(row[0]);
                row.CopyTo(padded[radius..]);
                padded[(radius + count)..].Fill(row[^1]);
                Sum(padded, 1, weights, target.Slice(start, count));
                continue;
            }

            for (int i = 0; i < count; i++)
            {
                Span<float> sum = target.Slice(start + i * run, run);
                for (int tap = 0; tap < weights.Length; tap++)
                {
                    ReadOnlySpan<float> neighbour = source.Slice(start + Math.Clamp(i + tap - radius, 0, count - 1) * run, run);
                    Add(neighbour, weights[tap], sum, isFirst: tap == 0);
                }
            }
        }
    }

    private static void Sum(ReadOnlySpan<float> source, int step, float[] weights, Span<float> sum)
    {
        for (int tap = 0; tap < weights.Length; tap++)
        {
            Add(source.Slice(tap * step, sum.Length), weights[tap], sum, isFirst: tap == 0);
        }
    }

    private static void Add(ReadOnlySpan<float> values, float weight, Span<float> sum, bool isFirst)
    {
        if (isFirst)
        {
            TensorPrimitives.Multiply(values, weight, sum);
        }
        else
        {
            TensorPrimitives.MultiplyAdd(values, weight, sum, sum);
        }
    }
}
