using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>A small Gaussian, axis by axis; beyond the ends the edge voxel continues.</summary>
internal static class GaussianBlur
{
    public static void ApplyInPlace(Span<float> voxels, Size3 size, double sigma)
    {
        float[] weights = Weights(sigma);
        int plane = size.X * size.Y;

        // Rows, then columns, while a slice is in the cache; then along z. A padded copy of each is read, so that all is done in place.
        float[] row = new float[size.X + 2 * (weights.Length - 1)], rows = new float[size.X * (Math.Max(size.Y, size.Z) + 2 * (weights.Length - 1))];
        for (int z = 0; z < size.Z; z++)
        {
            Span<float> slice = voxels.Slice(z * plane, plane);
            for (int y = 0; y < size.Y && size.X > 1; y++)
            {
                Along(slice.Slice(y * size.X, size.X), (size.X, 1), weights, row);
            }

            Along(slice, (size.Y, size.X), weights, rows);
        }

        for (int y = 0; y < size.Y; y++)
        {
            AlongZ(voxels[(y * size.X)..], size, weights, rows);
        }
    }

    /// <summary>The weights of the voxel itself and of its neighbours up to 3 σ, rounded up; those of both sides make 1.</summary>
    private static float[] Weights(double sigma)
    {
        int radius = Math.Max(1, (int)Math.Ceiling(3 * sigma));
        double[] weights = [.. Enumerable.Range(0, radius + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma)))];
        double sum = 2 * weights.Sum() - weights[0];
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    /// <summary>Blurs lines of steps that follow each other in memory.</summary>
    private static void Along(Span<float> voxels, (int Count, int Length) steps, float[] weights, float[] padded)
    {
        if (steps.Count == 1)
        {
            return;
        }

        int radius = weights.Length - 1;
        voxels.CopyTo(padded.AsSpan(radius * steps.Length));
        Pad(padded, steps, radius);
        Sum(padded, steps.Length, weights, voxels);
    }

    /// <summary>Blurs one row of every slice along z.</summary>
    private static void AlongZ(Span<float> voxels, Size3 size, float[] weights, float[] padded)
    {
        if (size.Z == 1)
        {
            return;
        }

        int radius = weights.Length - 1, plane = size.X * size.Y;
        for (int z = 0; z < size.Z; z++)
        {
            voxels.Slice(z * plane, size.X).CopyTo(padded.AsSpan((radius + z) * size.X));
        }

        Pad(padded, (size.Z, size.X), radius);
        for (int z = 0; z < size.Z; z++)
        {
            Sum(padded.AsSpan(z * size.X), size.X, weights, voxels.Slice(z * plane, size.X));
        }
    }

    private static void Pad(Span<float> padded, (int Count, int Length) steps, int radius)
    {
        ReadOnlySpan<float> first = padded.Slice(radius * steps.Length, steps.Length);
        ReadOnlySpan<float> last = padded.Slice((radius + steps.Count - 1) * steps.Length, steps.Length);
        for (int i = 0; i < radius; i++)
        {
            first.CopyTo(padded[(i * steps.Length)..]);
            last.CopyTo(padded[((radius + steps.Count + i) * steps.Length)..]);
        }
    }

    /// <summary>Weighted sums of neighbours that lie a step apart; the target's first voxel is the one a radius into the source.</summary>
    private static void Sum(ReadOnlySpan<float> source, int step, float[] weights, Span<float> target)
    {
        ref float middle = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), (weights.Length - 1) * step);
        ref float sums = ref MemoryMarshal.GetReference(target);
        int i = 0;
        for (; i <= target.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref Unsafe.Add(ref middle, i)) * weights[0];
            for (int k = 1, aside = step; k < weights.Length; k++, aside += step)
            {
                sum += (Vector512.LoadUnsafe(ref Unsafe.Add(ref middle, i - aside)) + Vector512.LoadUnsafe(ref Unsafe.Add(ref middle, i + aside))) * weights[k];
            }

            sum.StoreUnsafe(ref Unsafe.Add(ref sums, i));
        }

        for (; i < target.Length; i++)
        {
            float sum = Unsafe.Add(ref middle, i) * weights[0];
            for (int k = 1, aside = step; k < weights.Length; k++, aside += step)
            {
                sum += (Unsafe.Add(ref middle, i - aside) + Unsafe.Add(ref middle, i + aside)) * weights[k];
            }

            target[i] = sum;
        }
    }
}
