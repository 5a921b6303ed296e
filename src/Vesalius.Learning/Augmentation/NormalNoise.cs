using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Augmentation;

/// <summary>
/// Normal noise whose every value is a function of the seed and the voxel's place: two hashed counters, turned into two normal values by
/// Box and Muller's method, sixteen at a time.
/// </summary>
internal static class NormalNoise
{
    public static void AddInPlace(Span<float> voxels, float deviation, long seed)
    {
        var k0 = Vector512.Create((uint)seed);
        var k1 = Vector512.Create((uint)(seed >> 32));
        var place = Vector512.Create(0u, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        Span<float> last = stackalloc float[2 * Vector512<float>.Count];
        int i = 0;
        for (; i < voxels.Length; i += last.Length, place += Vector512.Create(16u))
        {
            Vector512<uint> one = Hash(Hash(place ^ k0) + k1);
            Vector512<uint> two = Hash(one + Vector512.Create(0x9E3779B9));
            Vector512<float> radius = Vector512.Sqrt(Vector512.Log(Unit(one)) * -2f) * deviation;
            (Vector512<float> sine, Vector512<float> cosine) = Vector512.SinCos(Unit(two) * (2 * MathF.PI));
            Span<float> part = voxels[i..];
            if (part.Length >= last.Length)
            {
                (Vector512.Create<float>(part) + radius * cosine).CopyTo(part);
                (Vector512.Create<float>(part[16..]) + radius * sine).CopyTo(part[16..]);
                continue;
            }

            (radius * cosine).CopyTo(last);
            (radius * sine).CopyTo(last[16..]);
            System.Numerics.Tensors.TensorPrimitives.Add(part, last[..part.Length], part);
        }
    }

    /// <summary>The upper 24 bits as a number between 0 and 1, neither of which it reaches.</summary>
    private static Vector512<float> Unit(Vector512<uint> bits) =>
        (Vector512.ConvertToSingle((bits >> 9).AsInt32()) + Vector512.Create(0.5f)) * (1f / (1 << 23));

    /// <summary>A bijection of 32-bit numbers that spreads every bit over all others.</summary>
    private static Vector512<uint> Hash(Vector512<uint> x)
    {
        x ^= x >> 16;
        x *= Vector512.Create(0x7FEB352Du);
        x ^= x >> 15;
        x *= Vector512.Create(0x846CA68Bu);
        return x ^ (x >> 16);
    }
}
