namespace Vesalius.Learning.Losses;

/// <summary>What a loss is made of, summed over voxels; per class where it is an array.</summary>
internal sealed class LossSums(int classes)
{
    /// <summary>Cross-entropy.</summary>
    public double Entropy;

    /// <summary>Voxels that somebody annotated, each by what its class counts.</summary>
    public double Annotated;

    /// <summary>The probability of a class where it is true.</summary>
    public readonly double[] Both = new double[classes];

    /// <summary>The probability of a class.</summary>
    public readonly double[] Predicted = new double[classes];

    /// <summary>The voxels of a class.</summary>
    public readonly double[] Reference = new double[classes];

    /// <summary>Parts added in their order.</summary>
    public static LossSums Add(IEnumerable<LossSums> parts, int classes)
    {
        var total = new LossSums(classes);
        foreach (LossSums part in parts)
        {
            total.Entropy += part.Entropy;
            total.Annotated += part.Annotated;
            for (int c = 0; c < classes; c++)
            {
                total.Both[c] += part.Both[c];
                total.Predicted[c] += part.Predicted[c];
                total.Reference[c] += part.Reference[c];
            }
        }

        return total;
    }
}
