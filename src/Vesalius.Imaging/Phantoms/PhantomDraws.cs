using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>The draws a phantom is made of.</summary>
internal static class PhantomDraws
{
    /// <summary>A generator of its own for one purpose of one seed: neighbouring seeds and purposes give unrelated numbers.</summary>
    public static Random For(int seed, int purpose)
    {
        // The finaliser of SplitMix64: System.Random's first numbers would otherwise be related between neighbouring seeds.
        ulong x = ((ulong)(uint)seed << 32 | (uint)purpose) + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return new Random((int)((x ^ (x >> 31)) & 0x7FFFFFFF));
    }

    public static float Between(this Random random, double low, double high) => (float)(low + (high - low) * random.NextDouble());

    public static Vector3 Near(this Random random, Vector3 centre, double spread) => centre + new Vector3(
        random.Between(-spread, spread), random.Between(-spread, spread), random.Between(-spread, spread));

    /// <summary>A vector whose parts are each scaled by up to the given fraction.</summary>
    public static Vector3 Scaled(this Random random, Vector3 value, double fraction) => value * random.Near(Vector3.One, fraction);

    /// <summary>An evenly distributed unit vector.</summary>
    public static Vector3 Direction(this Random random)
    {
        double z = 2 * random.NextDouble() - 1, angle = Math.Tau * random.NextDouble(), radius = Math.Sqrt(1 - z * z);
        return new Vector3((float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle)), (float)z);
    }

    /// <summary>A rotation about a random axis by up to the given angle.</summary>
    public static Quaternion Turn(this Random random, double degrees) =>
        Quaternion.CreateFromAxisAngle(random.Direction(), random.Between(-degrees, degrees) * MathF.PI / 180);

    /// <summary>A number of the standard normal distribution (Box and Muller).</summary>
    public static float Gaussian(this Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()));
}
