namespace Vesalius.Imaging.Operations;

/// <summary>The arithmetic of the cubic B-spline along one axis, for a signal that continues its edge values for ever.</summary>
internal static class CubicSpline
{
    /// <summary>The pole of the prefilter, √3 − 2.</summary>
    public const double Pole = -0.26794919243112270647;

    /// <summary>How far the spline still moves beyond the last voxel: the pole to this power is below 2e-7.</summary>
    public const int Reach = 12;

    /// <summary>
    /// Turns samples into spline coefficients in place. Each sample is a row of <paramref name="width"/> numbers, filtered side by side.
    /// </summary>
    public static void Prefilter(Span<double> rows, int width)
    {
        int count = rows.Length / width;
        Span<double> first = rows[..width], last = rows[^width..];
        double[] edge = last.ToArray();
        RowArithmetic.Scale(first, 6 / (1 - Pole));
        for (int i = 1; i < count; i++)
        {
            RowArithmetic.Causal(rows.Slice(i * width, width), rows.Slice((i - 1) * width, width), 6, Pole);
        }

        // Beyond the last sample the causal signal decays to the steady state A of a constant; the sum over its tail is closed.
        for (int j = 0; j < width; j++)
        {
            double steady = 6 * edge[j] / (1 - Pole), rest = last[j] - steady;
            last[j] = -Pole * (steady / (1 - Pole) + rest / (1 - Pole * Pole));
        }

        for (int i = count - 2; i >= 0; i--)
        {
            RowArithmetic.Anticausal(rows.Slice(i * width, width), rows.Slice((i + 1) * width, width), Pole);
        }
    }

    /// <summary>The weights of the coefficients at floor(at) − 1 … floor(at) + 2, for the fraction of <c>at</c> above its floor.</summary>
    public static (double Before, double Low, double High, double After) Weights(double fraction)
    {
        double t = fraction, u = 1 - t;
        return (u * u * u / 6, (4 - 6 * t * t + 3 * t * t * t) / 6, (4 - 6 * u * u + 3 * u * u * u) / 6, t * t * t / 6);
    }

    /// <summary>How many coefficients are needed beyond each end: two within the outer faces, the spline's whole reach further out.</summary>
    public static int Padding(bool withinFaces) => withinFaces ? 2 : Reach;
}
