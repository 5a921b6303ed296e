using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Training;

/// <summary>
/// One step of an optimizer over a weight and its state in a single pass: gradient scaled, weight moved, running mean followed, gradient
/// cleared. As separate tensor operations the same memory is passed over ten times.
/// </summary>
internal static unsafe class WeightKernel
{
    private const int Lanes = 16;

    /// <summary>The sum of squares of a row of numbers, in binary64.</summary>
    public static double SquareSum(float* values, int count)
    {
        Vector512<double> low = default, high = default;
        int i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            (Vector512<double> first, Vector512<double> second) = Vector512.Widen(Vector512.Load(values + i));
            low = Vector512.FusedMultiplyAdd(first, first, low);
            high = Vector512.FusedMultiplyAdd(second, second, high);
        }

        double sum = Vector512.Sum(low + high);
        for (; i < count; i++)
        {
            sum += (double)values[i] * values[i];
        }

        return sum;
    }

    /// <summary>Takes the step for a piece of a weight.</summary>
    /// <param name="piece">The weight, its gradient, and its state.</param>
    /// <param name="rule">The optimizer.</param>
    /// <param name="gradientScale">What gradients are multiplied by first.</param>
    /// <param name="averageShare">How far the running mean moves towards the weight, 0 to 1.</param>
    public static void Step<TRule>(WeightPiece piece, TRule rule, float gradientScale, float averageShare)
        where TRule : struct, IWeightRule
    {
        int i = 0;
        for (; i <= piece.Count - Lanes; i += Lanes)
        {
            Step(piece, i, rule, gradientScale, averageShare);
        }

        int rest = piece.Count - i;
        if (rest > 0)
        {
            // The last few go through the same code on padded copies.
            float* padded = stackalloc float[5 * Lanes];
            var copy = new WeightPiece(padded, padded + Lanes, padded + 2 * Lanes, padded + 3 * Lanes, padded + 4 * Lanes, Lanes);
            piece.Copy(i, copy, 0, rest);
            Step(copy, 0, rule, gradientScale, averageShare);
            copy.Copy(0, piece, i, rest);
        }
    }

    private static void Step<TRule>(WeightPiece piece, int at, TRule rule, float gradientScale, float averageShare)
        where TRule : struct, IWeightRule
    {
        Vector512<float> weight = Vector512.Load(piece.Weight + at);
        Vector512<float> first = Vector512.Load(piece.First + at);
        Vector512<float> second = piece.Second == null ? default : Vector512.Load(piece.Second + at);
        rule.Move(ref weight, Vector512.Load(piece.Gradient + at) * gradientScale, ref first, ref second);
        weight.Store(piece.Weight + at);
        first.Store(piece.First + at);
        Vector512<float>.Zero.Store(piece.Gradient + at);
        if (piece.Second != null)
        {
            second.Store(piece.Second + at);
        }

        if (piece.Average != null)
        {
            Vector512<float> mean = Vector512.Load(piece.Average + at);
            Vector512.FusedMultiplyAdd(weight - mean, Vector512.Create(averageShare), mean).Store(piece.Average + at);
        }
    }
}
