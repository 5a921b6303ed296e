using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>Smooth randomness over space: a few plane waves of random direction and phase.</summary>
internal sealed class Waves
{
    private readonly (Vector3 Frequency, float Phase, Vector3 Amplitude)[] waves;

    private Waves((Vector3, float, Vector3)[] waves) => this.waves = waves;

    /// <summary>Waves whose sum departs by about the amplitude from zero, in each direction.</summary>
    /// <param name="random">Draws them.</param>
    /// <param name="count">How many.</param>
    /// <param name="wavelengths">Shortest and longest wavelength, in the unit of the points.</param>
    /// <param name="amplitude">The typical size of the sum.</param>
    public static Waves Draw(Random random, int count, PhantomRange wavelengths, double amplitude)
    {
        var waves = new (Vector3, float, Vector3)[count];
        float each = (float)(amplitude * Math.Sqrt(2.0 / count));
        for (int i = 0; i < count; i++)
        {
            Vector3 frequency = random.Direction() * (float)(Math.Tau / wavelengths.Draw(random));
            waves[i] = (frequency, random.Between(0, Math.Tau), random.Near(Vector3.Zero, 1.7) * each);
        }

        return new Waves(waves);
    }

    /// <summary>A displacement: the sum of the waves at a point.</summary>
    public Vector3 At(Vector3 point)
    {
        Vector3 sum = default;
        foreach ((Vector3 frequency, float phase, Vector3 amplitude) in waves)
        {
            sum += amplitude * MathF.Sin(Vector3.Dot(frequency, point) + phase);
        }

        return sum;
    }

    /// <summary>A height: one component of the displacement.</summary>
    public float HeightAt(Vector3 point)
    {
        float sum = 0;
        foreach ((Vector3 frequency, float phase, Vector3 amplitude) in waves)
        {
            sum += amplitude.X * MathF.Sin(Vector3.Dot(frequency, point) + phase);
        }

        return sum;
    }
}
