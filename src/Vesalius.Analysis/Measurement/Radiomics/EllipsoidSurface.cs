namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The surface of an ellipsoid by the series of the IBSI manual.</summary>
internal static class EllipsoidSurface
{
    /// <summary>The manual stops the series here.</summary>
    private const int LastTerm = 20;

    /// <summary>
    /// The area in mm²: 4πab Σ (αβ)^ν / (1 - 4ν²) P_ν((α² + β²) / 2αβ), the Legendre polynomials taken together with their powers so that a
    /// ball (αβ = 0) needs no division.
    /// </summary>
    /// <param name="a">The longest semi-axis in mm.</param>
    /// <param name="b">The middle semi-axis in mm.</param>
    /// <param name="c">The shortest semi-axis in mm.</param>
    public static double AreaMm2(double a, double b, double c)
    {
        double alpha2 = 1 - b * b / (a * a), beta2 = 1 - c * c / (a * a), half = (alpha2 + beta2) / 2;
        double before = 0, term = 1, sum = 0;
        for (int n = 0; n <= LastTerm; n++)
        {
            sum += term / (1 - 4.0 * n * n);
            (before, term) = (term, ((2 * n + 1) * half * term - n * alpha2 * beta2 * before) / (n + 1));
        }

        return 4 * Math.PI * a * b * sum;
    }
}
