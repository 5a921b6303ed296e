namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>A symmetric tridiagonal matrix, with the same eigenvalues as the symmetric one it was made from.</summary>
/// <param name="Diagonal">The n entries of the diagonal.</param>
/// <param name="Beside">The n - 1 entries beside it.</param>
internal readonly record struct Tridiagonal(double[] Diagonal, double[] Beside)
{
    /// <summary>Halvings of the interval: enough for every bit of a double.</summary>
    private const int Halvings = 64;

    /// <summary>Householder's reduction (Golub and Van Loan, algorithm 8.3.1). Overwrites the matrix.</summary>
    public static Tridiagonal Of(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var diagonal = new double[n];
        var beside = new double[Math.Max(0, n - 1)];
        for (int k = 0; k < n - 1; k++)
        {
            beside[k] = Reflect(matrix, k);
        }

        for (int i = 0; i < n; i++)
        {
            diagonal[i] = matrix[i, i];
        }

        return new Tridiagonal(diagonal, beside);
    }

    /// <summary>The greatest absolute value of an eigenvalue, by bisection on the number of eigenvalues below a bound (Sturm).</summary>
    public double SpectralRadius()
    {
        double low = 0, high = 0;
        for (int i = 0; i < Diagonal.Length; i++)
        {
            high = Math.Max(high, Math.Abs(Diagonal[i]) + Math.Abs(i > 0 ? Beside[i - 1] : 0) + Math.Abs(i < Beside.Length ? Beside[i] : 0));
        }

        for (int step = 0; step < Halvings; step++)
        {
            double middle = 0.5 * (low + high);
            bool allWithin = CountBelow(middle) == Diagonal.Length && CountBelow(-middle) == 0;
            (low, high) = allWithin ? (low, middle) : (middle, high);
        }

        return high;
    }

    private int CountBelow(double bound)
    {
        int below = 0;
        double pivot = 1;
        for (int i = 0; i < Diagonal.Length; i++)
        {
            double before = i == 0 ? 0 : Beside[i - 1] * Beside[i - 1] / pivot;
            pivot = Diagonal[i] - bound - before;
            pivot = pivot == 0 ? -double.Epsilon * 1e16 : pivot;
            below += pivot < 0 ? 1 : 0;
        }

        return below;
    }

    /// <summary>Makes column k zero below the entry beside the diagonal, from both sides, and returns that entry.</summary>
    private static double Reflect(double[,] a, int k)
    {
        int n = a.GetLength(0), first = k + 1;
        double square = 0;
        for (int i = first; i < n; i++)
        {
            square += a[i, k] * a[i, k];
        }

        double beside = -Math.CopySign(Math.Sqrt(square), a[first, k]), half = square - a[first, k] * beside;
        if (half == 0)
        {
            return a[first, k];
        }

        var v = new double[n];
        for (int i = first; i < n; i++)
        {
            v[i] = a[i, k];
        }

        v[first] -= beside;
        Update(a, v, half, first);
        return beside;
    }

    /// <summary>(I - vvᵀ/h) A (I - vvᵀ/h) on the part from row and column <paramref name="first"/> on.</summary>
    private static void Update(double[,] a, double[] v, double half, int first)
    {
        int n = v.Length;
        var w = new double[n];
        double dot = 0;
        for (int i = first; i < n; i++)
        {
            double sum = 0;
            for (int j = first; j < n; j++)
            {
                sum += a[i, j] * v[j];
            }

            w[i] = sum / half;
            dot += w[i] * v[i];
        }

        for (int i = first; i < n; i++)
        {
            w[i] -= dot / (2 * half) * v[i];
        }

        for (int i = first; i < n; i++)
        {
            for (int j = first; j < n; j++)
            {
                a[i, j] -= v[i] * w[j] + w[i] * v[j];
            }
        }
    }
}
