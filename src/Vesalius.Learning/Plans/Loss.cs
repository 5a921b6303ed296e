using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>What training makes small. Every loss leaves out voxels that nobody annotated.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CrossEntropyLoss), "crossEntropy")]
[JsonDerivedType(typeof(TverskyLoss), "tversky")]
[JsonDerivedType(typeof(SumLoss), "sum")]
public abstract record Loss
{
    private Loss()
    {
    }

    /// <summary>The mean over voxels of −log p(true class).</summary>
    public static Loss CategoricalCrossEntropy { get; } = new CrossEntropyLoss();

    /// <summary>1 − soft Dice, mean over the foreground classes that are in the batch: Milletari et al., arXiv:1606.04797.</summary>
    public static Loss SoftDice { get; } = new TverskyLoss(0.5, 0.5);

    /// <summary>Cross-entropy plus soft Dice, in equal parts: what segmentation is usually trained with.</summary>
    public static Loss DiceAndCrossEntropy { get; } = new SumLoss(new TverskyLoss(0.5, 0.5), new CrossEntropyLoss());

    /// <summary>Cross-entropy that looks away from easy voxels: Lin et al., arXiv:1708.02002.</summary>
    /// <param name="gamma">How far easy voxels are turned down; 0 is plain cross-entropy.</param>
    public static Loss Focal(double gamma = 2) => new CrossEntropyLoss(gamma);

    /// <summary>1 − Tversky index, mean over the foreground classes that are in the batch: Salehi et al., arXiv:1706.05721. Both 0.5 is Dice.</summary>
    /// <param name="alpha">The price of a voxel wrongly taken in.</param>
    /// <param name="beta">The price of a voxel missed.</param>
    public static Loss Tversky(double alpha = 0.3, double beta = 0.7) => new TverskyLoss(alpha, beta);

    /// <summary>Cross-entropy, focal when <paramref name="FocalGamma"/> is above 0.</summary>
    public sealed record CrossEntropyLoss(double FocalGamma = 0) : Loss
    {
        private readonly IReadOnlyList<double>? classWeights;

        /// <summary>
        /// What a voxel of each class counts, background first (where structures may overlap: what each structure counts): the mean over voxels
        /// is weighted by it. Null where all count alike, which Dice beside it makes the right choice but for very small structures.
        /// </summary>
        /// <exception cref="ArgumentException">A weight is below 0 or no number, or none is above 0.</exception>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<double>? ClassWeights
        {
            get => classWeights;
            init => classWeights = value is null || (value.All(one => one >= 0 && double.IsFinite(one)) && value.Any(one => one > 0))
                ? value : throw new ArgumentException("Weights of classes are 0 or more, and one at least is above 0.", nameof(value));
        }
    }

    /// <summary>1 − Tversky index; Dice when both prices are 0.5.</summary>
    /// <param name="Alpha">The price of a voxel wrongly taken in.</param>
    /// <param name="Beta">The price of a voxel missed.</param>
    public sealed record TverskyLoss(double Alpha, double Beta) : Loss;

    /// <summary>Two losses added.</summary>
    public sealed record SumLoss(Loss First, Loss Second) : Loss;
}
