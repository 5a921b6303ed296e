using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>Eigenvalues of a symmetric 3×3 matrix by Jacobi rotations, which keep small eigenvalues accurate.</summary>
internal static class SymmetricMatrix
{
    private const int Sweeps = 32;

    /// <summary>The eigenvalues, the greatest first, and the eigenvector of the greatest with length 1. Overwrites the matrix.</summary>
    public static (double[] Values, WorldVector First) Eigen(double[,] matrix)
    {
        double[,] vectors = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        for (int sweep = 0; sweep < Sweeps && OffDiagonalSum(matrix) > 0; sweep++)
        {
            Rotate(matrix, vectors, 0, 1);
            Rotate(matrix, vectors, 0, 2);
            Rotate(matrix, vectors, 1, 2);
        }

        int[] order = [.. Enumerable.Range(0, 3).OrderByDescending(i => matrix[i, i])];
        int first = order[0];
        return ([.. order.Select(i => matrix[i, i])], new WorldVector(vectors[0, first], vectors[1, first], vectors[2, first]));
    }

    private static double OffDiagonalSum(double[,] m) => Math.Abs(m[0, 1]) + Math.Abs(m[0, 2]) + Math.Abs(m[1, 2]);

    private static void Rotate(double[,] m, double[,] v, int p, int q)
    {
        if (m[p, q] == 0)
        {
            return;
        }

        double theta = (m[q, q] - m[p, p]) / (2 * m[p, q]);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        for (int k = 0; k < 3; k++)
        {
            (m[k, p], m[k, q]) = (c * m[k, p] - s * m[k, q], s * m[k, p] + c * m[k, q]);
            (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
        }

        for (int k = 0; k < 3; k++)
        {
            (m[p, k], m[q, k]) = (c * m[p, k] - s * m[q, k], s * m[p, k] + c * m[q, k]);
        }

        m[p, q] = m[q, p] = 0;
    }
}
