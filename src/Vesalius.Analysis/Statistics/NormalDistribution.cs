namespace Vesalius.Analysis.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    // From here on the series loses digits and the continued fraction converges fast.
    private const double TailFrom = 3;

    /// <summary>
    /// The probability of a value up to this one, 0 to 1, to about 14 digits; also in the far tails, where they are not lost against 1.
    /// </summary>
    public static double Cumulative(double z) => z < -TailFrom ? UpperTail(-z) : z > TailFrom ? 1 - UpperTail(z) : 0.5 + Centre(z);

    /// <summary>The probability of a value at least as far from zero as this one, on either side.</summary>
    public static double TwoSided(double z) => Math.Min(1, 2 * Cumulative(-Math.Abs(z)));

    /// <summary>The value up to which a given probability lies: −∞ for 0, 0 for one half, ∞ for 1. NaN outside 0 to 1.</summary>
    public static double Quantile(double probability)
    {
        if (double.IsNaN(probability) || probability is <= 0 or >= 1)
        {
            return probability switch { 0 => double.NegativeInfinity, 1 => double.PositiveInfinity, _ => double.NaN };
        }

        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        // A first guess to 4.5e-4 (Abramowitz and Stegun 26.2.23), made exact by Newton's steps on the logarithm, which is nearly a
        // parabola.
        double t = Math.Sqrt(-2 * Math.Log(probability));
        double z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
        for (int step = 0; step < 4; step++)
        {
            double cumulative = Cumulative(z);
            z -= (Math.Log(cumulative) - Math.Log(probability)) * cumulative / Density(z);
        }

        return z;
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability between 0 and z: Marsaglia's series (2004), z + z³/3 + z⁵/(3·5) + …, times the density.</summary>
    private static double Centre(double z)
    {
        double term = z, sum = z;
        for (int i = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); i += 2)
        {
            term *= z * z / i;
            sum += term;
        }

        return sum * Density(z);
    }

    /// <summary>The probability above a z beyond 3: Laplace's continued fraction (Abramowitz and Stegun 26.2.14).</summary>
    private static double UpperTail(double z)
    {
        double fraction = 0;
        for (int i = 120; i >= 1; i--)
        {
            fraction = i / (z + fraction);
        }

        return Density(z) / (z + fraction);
    }
}
