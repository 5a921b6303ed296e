namespace Vesalius.Learning.Confidence;

/// <summary>
/// From signs to the Dice to be expected: a logistic regression whose answers are shares (Papke and Wooldridge 1996). Beside the intercept
/// no weight is below 0: a scan further from training is never predicted to be segmented better.
/// </summary>
internal static class QualityModel
{
    private const int MostSteps = 50;

    /// <summary>What holds before any case was seen: the expected Dice as it is, less where the scan is strange.</summary>
    public static IReadOnlyList<double> Prior { get; } = [0, 1, 0.5, 0.5];

    /// <summary>The Dice to be expected, 0 to 1.</summary>
    public static double Predict(IReadOnlyList<double> weights, QualitySigns signs) => Share(weights, signs.Terms());

    /// <summary>The weights that some cases speak for.</summary>
    /// <param name="cases">Signs and the real Dice.</param>
    /// <param name="prior">Where the weights are drawn to, as strongly as by <paramref name="strength"/> cases.</param>
    /// <param name="strength">The pull towards the prior, above 0.</param>
    public static double[] Fit(IReadOnlyList<(QualitySigns Signs, double Dice)> cases, IReadOnlyList<double> prior, double strength)
    {
        (double[] Terms, double Dice)[] rows = [.. cases.Select(one => (one.Signs.Terms(), one.Dice))];
        double[] weights = [.. prior];
        bool[] isFree = [.. prior.Select(_ => true)];
        for (int step = 0; step < MostSteps; step++)
        {
            double[] next = Stepped(rows, weights, (prior, strength), isFree);
            int negative = Array.FindIndex(next, 1, one => one < 0);
            if (negative > 0)
            {
                // A sign that would speak the wrong way says nothing here.
                isFree[negative] = false;
                next = [.. prior.Select((one, i) => isFree[i] ? one : 0)];
            }

            bool settled = negative < 0 && next.Zip(weights, (one, two) => Math.Abs(one - two)).Max() < 1e-9;
            weights = next;
            if (settled)
            {
                break;
            }
        }

        return weights;
    }

    private static double Share(IReadOnlyList<double> weights, double[] terms) =>
        1 / (1 + Math.Exp(-weights.Zip(terms, (weight, term) => weight * term).Sum()));

    /// <summary>One step of Newton's, shortened where it would leap.</summary>
    private static double[] Stepped(
        (double[] Terms, double Dice)[] rows, double[] weights, (IReadOnlyList<double> Weights, double Strength) prior, bool[] isFree)
    {
        int[] free = [.. Enumerable.Range(0, weights.Length).Where(i => isFree[i])];
        var slope = new double[free.Length];
        var curve = new double[free.Length, free.Length];
        for (int i = 0; i < free.Length; i++)
        {
            slope[i] = prior.Strength * (weights[free[i]] - prior.Weights[free[i]]);
            curve[i, i] = prior.Strength;
        }

        foreach ((double[] terms, double dice) in rows)
        {
            double share = Share(weights, terms), bend = Math.Max(share * (1 - share), 1e-6);
            for (int i = 0; i < free.Length; i++)
            {
                slope[i] += (share - dice) * terms[free[i]];
                for (int j = 0; j < free.Length; j++)
                {
                    curve[i, j] += bend * terms[free[i]] * terms[free[j]];
                }
            }
        }

        double[] step = Solved(curve, slope), result = [.. weights];
        double shorter = Math.Min(1, 1 / step.Max(one => Math.Abs(one)));
        for (int i = 0; i < free.Length; i++)
        {
            result[free[i]] -= (double.IsFinite(shorter) ? shorter : 1) * step[i];
        }

        return result;
    }

    /// <summary>Gauss's elimination; the matrix is positive definite, so no pivot is zero.</summary>
    private static double[] Solved(double[,] matrix, double[] right)
    {
        int n = right.Length;
        double[] result = [.. right];
        for (int i = 0; i < n; i++)
        {
            for (int row = i + 1; row < n; row++)
            {
                double factor = matrix[row, i] / matrix[i, i];
                for (int column = i; column < n; column++)
                {
                    matrix[row, column] -= factor * matrix[i, column];
                }

                result[row] -= factor * result[i];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int column = i + 1; column < n; column++)
            {
                result[i] -= matrix[i, column] * result[column];
            }

            result[i] /= matrix[i, i];
        }

        return result;
    }
}
