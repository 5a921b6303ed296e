using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Losses;

/// <summary>A loss as one cross-entropy and one Tversky term, each with its weight.</summary>
/// <param name="EntropyWeight">The weight of cross-entropy.</param>
/// <param name="FocalGamma">How far easy voxels are turned down in it.</param>
/// <param name="TverskyWeight">The weight of 1 − Tversky index.</param>
/// <param name="Alpha">The price of a voxel wrongly taken in.</param>
/// <param name="Beta">The price of a voxel missed.</param>
internal readonly record struct LossTerms(double EntropyWeight, double FocalGamma, double TverskyWeight, double Alpha, double Beta)
{
    /// <summary>What a voxel of each class counts in cross-entropy; null where all count alike.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>What a voxel of each of so many classes counts.</summary>
    /// <exception cref="ArgumentException">There are weights for another number of classes.</exception>
    public float[] WeightsOf(int classes) => ClassWeights is null ? [.. Enumerable.Repeat(1f, classes)]
        : ClassWeights.Count == classes ? [.. ClassWeights.Select(one => (float)one)]
        : throw new ArgumentException($"The loss weighs {ClassWeights.Count} classes; the network has {classes}. Give a weight to each, background included where it is one.");

    /// <summary>The terms of a loss; null when it adds two terms of one kind.</summary>
    public static LossTerms? Of(Loss loss) => loss switch
    {
        Loss.CrossEntropyLoss entropy => new LossTerms(1, entropy.FocalGamma, 0, 0, 0) { ClassWeights = entropy.ClassWeights },
        Loss.TverskyLoss tversky => new LossTerms(0, 0, 1, tversky.Alpha, tversky.Beta),
        Loss.SumLoss { First: Loss.TverskyLoss tversky, Second: Loss.CrossEntropyLoss entropy } => Both(entropy, tversky),
        Loss.SumLoss { First: Loss.CrossEntropyLoss entropy, Second: Loss.TverskyLoss tversky } => Both(entropy, tversky),
        _ => null,
    };

    private static LossTerms Both(Loss.CrossEntropyLoss entropy, Loss.TverskyLoss tversky) =>
        new(1, entropy.FocalGamma, 1, tversky.Alpha, tversky.Beta) { ClassWeights = entropy.ClassWeights };
}
