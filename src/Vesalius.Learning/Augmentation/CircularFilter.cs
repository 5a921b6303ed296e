using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>
/// What multiplying the lines of a patch's k-space along one axis comes to in the image: a convolution along that axis which wraps around. A
/// factor per line has a real filter of the axis' own length, found once; no Fourier transform of the patch is needed.
/// </summary>
internal static class CircularFilter
{
    private const double Negligible = 1e-6;

    /// <summary>The filter of ghosts: lines of the k-space that are no multiple of <paramref name="copies"/> are weaker by a part.</summary>
    public static float[] OfGhosts(int length, int copies, double strength)
    {
        float[] filter = new float[length];
        for (int copy = 0; copy < copies; copy++)
        {
            filter[(int)Math.Round((double)copy * length / copies) % length] += (float)(strength / copies);
        }

        filter[0] += (float)(1 - strength);
        return filter;
    }

    /// <summary>
    /// The filter of motion: a line of frequency k that was read after a shift by d has the factor e^(−2πi k d/n). Lines k and −k are read at
    /// different times, so the image becomes complex; its real part is kept.
    /// </summary>
    public static float[] OfMotion(int length, int moves, double deviation, RandomSource random)
    {
        // Lines are read from the lowest to the highest frequency; what lies in the middle is where the labels are.
        double[] times = [.. Enumerable.Range(0, moves).Select(_ => random.NextDouble()).Order()];
        double[] places = [.. Enumerable.Range(0, moves + 1).Select(_ => deviation * Normal(random))];
        double middle = places[times.Count(time => time < 0.5)];
        double[] filter = new double[length];
        for (int line = 0; line < length; line++)
        {
            int frequency = line - length / 2;
            double shift = places[times.Count(time => time < (double)line / length)] - middle;
            for (int i = 0; i < length; i++)
            {
                filter[i] += Math.Cos(Math.Tau * frequency * (i - shift) / length) / length;
            }
        }

        return [.. filter.Select(value => (float)value)];
    }

    /// <summary>Convolves along an axis; beyond one end the patch begins again at the other.</summary>
    /// <param name="voxels">Shape [Z, Y, X].</param>
    /// <param name="size">Its size.</param>
    /// <param name="axis">0 is x.</param>
    /// <param name="filter">As long as the axis; entry i is the weight of the voxel i before.</param>
    public static void ApplyInPlace(Span<float> voxels, Size3 size, int axis, float[] filter)
    {
        (int Way, float Weight)[] taps =
            [.. filter.Select((weight, way) => (Way: way, Weight: weight)).Where(tap => Math.Abs(tap.Weight) > Negligible)];
        int count = size[axis], run = axis == 0 ? 1 : axis == 1 ? size.X : size.X * size.Y, block = run * count;
        float[] source = new float[block];
        for (int start = 0; start < voxels.Length; start += block)
        {
            Span<float> target = voxels.Slice(start, block);
            target.CopyTo(source);
            target.Clear();
            foreach ((int way, float weight) in taps)
            {
                // Both parts of a shifted line lie together in memory, whatever the axis.
                int moved = way * run;
                TensorPrimitives.MultiplyAdd(source.AsSpan(0, block - moved), weight, target[moved..], target[moved..]);
                TensorPrimitives.MultiplyAdd(source.AsSpan(block - moved), weight, target[..moved], target[..moved]);
            }
        }
    }

    private static double Normal(RandomSource random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
