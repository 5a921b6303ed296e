using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Preprocessing;

/// <summary>Cuts the field of view of a scan into another number of voxels, axis by axis: intensities by weights, labels by the vote of those weights.</summary>
internal static class FieldOfView
{
    /// <summary>Intensities of <paramref name="from"/> voxels, shape [Z, Y, X], as <paramref name="to"/> voxels.</summary>
    public static float[] Resize(ReadOnlySpan<float> voxels, Size3 from, Size3 to)
    {
        float[]? current = null;
        Size3 size = from;
        foreach (int axis in Enumerable.Range(0, 3).OrderBy(axis => (double)to[axis] / from[axis]))
        {
            var taps = new AxisTaps(from[axis], to[axis]);
            if (!taps.IsIdentity)
            {
                current = Along(axis, current is null ? voxels : current, size, taps);
                size = axis switch { 0 => size with { X = to.X }, 1 => size with { Y = to.Y }, _ => size with { Z = to.Z } };
            }
        }

        return current ?? voxels.ToArray();
    }

    /// <summary>Classes of <paramref name="from"/> voxels as <paramref name="to"/> voxels: each new voxel takes the class with the greatest weight, the lowest when two are equal.</summary>
    public static byte[] Vote(ReadOnlySpan<byte> labels, Size3 from, Size3 to)
    {
        if (from == to)
        {
            return labels.ToArray();
        }

        AxisTaps xTaps = new(from.X, to.X), yTaps = new(from.Y, to.Y), zTaps = new(from.Z, to.Z);
        byte[] result = new byte[to.Count];
        float[] votes = new float[256];
        for (int z = 0, o = 0; z < to.Z; z++)
        {
            for (int y = 0; y < to.Y; y++)
            {
                for (int x = 0; x < to.X; x++, o++)
                {
                    int corner = from.IndexOf(xTaps.First(x), yTaps.First(y), zTaps.First(z));
                    result[o] = Elect(labels[corner..], from, votes, xTaps.Weights(x), yTaps.Weights(y), zTaps.Weights(z));
                }
            }
        }

        return result;
    }

    private static byte Elect(
        ReadOnlySpan<byte> labels, Size3 from, Span<float> votes, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, ReadOnlySpan<float> zs)
    {
        if (IsUniform(labels, from, (xs.Length, ys.Length, zs.Length)))
        {
            return labels[0];
        }

        votes.Clear();
        for (int k = 0; k < zs.Length; k++)
        {
            for (int j = 0; j < ys.Length; j++)
            {
                ReadOnlySpan<byte> row = labels.Slice(from.IndexOf(0, j, k), xs.Length);
                float weight = zs[k] * ys[j];
                for (int i = 0; i < row.Length; i++)
                {
                    votes[row[i]] += weight * xs[i];
                }
            }
        }

        return (byte)TensorPrimitives.IndexOfMax(votes);
    }

    private static bool IsUniform(ReadOnlySpan<byte> labels, Size3 from, (int X, int Y, int Z) box)
    {
        for (int k = 0; k < box.Z; k++)
        {
            for (int j = 0; j < box.Y; j++)
            {
                if (labels.Slice(from.IndexOf(0, j, k), box.X).ContainsAnyExcept(labels[0]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static float[] Along(int axis, ReadOnlySpan<float> voxels, Size3 size, AxisTaps taps)
    {
        // Along y and z whole rows and slices are added up; along x single values are.
        int inner = axis == 0 ? 1 : axis == 1 ? size.X : size.X * size.Y;
        int count = size[axis], outer = voxels.Length / (inner * count);
        float[] result = new float[(long)outer * taps.Count * inner];
        for (int o = 0; o < outer; o++)
        {
            ReadOnlySpan<float> source = voxels.Slice(o * count * inner, count * inner);
            Span<float> target = result.AsSpan(o * taps.Count * inner, taps.Count * inner);
            for (int i = 0; i < taps.Count; i++)
            {
                ReadOnlySpan<float> weights = taps.Weights(i);
                if (inner == 1)
                {
                    target[i] = TensorPrimitives.Dot(source.Slice(taps.First(i), weights.Length), weights);
                    continue;
                }

                Span<float> run = target.Slice(i * inner, inner);
                for (int tap = 0; tap < weights.Length; tap++)
                {
                    TensorPrimitives.MultiplyAdd(source.Slice((taps.First(i) + tap) * inner, inner), weights[tap], run, run);
                }
            }
        }

        return result;
    }
}
