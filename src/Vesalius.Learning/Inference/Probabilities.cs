using System.Numerics.Tensors;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Inference;

/// <summary>From the scores of one voxel to probabilities.</summary>
internal static class Probabilities
{
    /// <summary>The probabilities of all classes: the softmax, or for regions the logistic function of each.</summary>
    /// <param name="outputs">What the classes mean.</param>
    /// <param name="scores">One score per class.</param>
    /// <param name="temperature">What scores are divided by.</param>
    /// <param name="into">Gets one probability per class; may be the scores themselves.</param>
    public static void Of(OutputKind outputs, ReadOnlySpan<float> scores, double temperature, Span<float> into)
    {
        if (outputs == OutputKind.Exclusive)
        {
            // Exponentials of great scores overflow; only differences count.
            TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), into);
            TensorPrimitives.Divide(into, (float)temperature, into);
            TensorPrimitives.SoftMax<float>(into, into);
        }
        else
        {
            TensorPrimitives.Divide(scores, (float)temperature, into);
            TensorPrimitives.Sigmoid<float>(into, into);
        }
    }

    /// <summary>
    /// The entropy of the classes in bits: 0 where one is certain, 1 for a coin's toss between two; for regions that of the least certain.
    /// </summary>
    public static double EntropyBits(OutputKind outputs, ReadOnlySpan<float> probabilities)
    {
        double sum = 0, greatest = 0;
        foreach (float p in probabilities)
        {
            sum += Term(p);
            greatest = Math.Max(greatest, Term(p) + Term(1 - p));
        }

        return outputs == OutputKind.Exclusive ? sum : greatest;
    }

    private static double Term(double p) => p <= 0 ? 0 : -p * Math.Log2(p);
}
