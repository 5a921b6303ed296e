using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>How weights follow their gradients.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StochasticGradientDescent), "sgd")]
[JsonDerivedType(typeof(AdaptiveMoments), "adam")]
public abstract record Optimizer
{
    private Optimizer()
    {
    }

    /// <summary>The highest learning rate; the schedule scales it.</summary>
    public abstract double LearningRate { get; init; }

    /// <summary>Adam: Kingma and Ba, arXiv:1412.6980.</summary>
    public static Optimizer Adam(double learningRate = 1e-3) => new AdaptiveMoments(learningRate, 0);

    /// <summary>Adam with weight decay apart from the gradient: Loshchilov and Hutter, arXiv:1711.05101.</summary>
    public static Optimizer AdamW(double learningRate = 1e-3, double weightDecay = 1e-2) => new AdaptiveMoments(learningRate, weightDecay);

    /// <summary>Stochastic gradient descent with momentum, by default Nesterov's.</summary>
    public static Optimizer Sgd(double learningRate = 1e-2, double momentum = 0.99, double weightDecay = 3e-5, bool nesterov = true) =>
        new StochasticGradientDescent(learningRate, momentum, weightDecay, nesterov);

    /// <summary>Stochastic gradient descent with momentum.</summary>
    /// <param name="LearningRate">The highest learning rate.</param>
    /// <param name="Momentum">The share of the last step that is kept.</param>
    /// <param name="WeightDecay">The pull of weights towards zero, added to the gradient.</param>
    /// <param name="Nesterov">Whether the gradient is taken ahead of the step.</param>
    public sealed record StochasticGradientDescent(double LearningRate, double Momentum, double WeightDecay, bool Nesterov) : Optimizer
    {
        /// <inheritdoc/>
        public override double LearningRate { get; init; } = LearningRate;
    }

    /// <summary>Adam, and with a weight decay AdamW.</summary>
    /// <param name="LearningRate">The highest learning rate.</param>
    /// <param name="WeightDecay">The pull of weights towards zero, apart from the gradient.</param>
    /// <param name="Beta1">The share of the running mean of gradients that is kept.</param>
    /// <param name="Beta2">The share of the running mean of squared gradients that is kept.</param>
    public sealed record AdaptiveMoments(double LearningRate, double WeightDecay, double Beta1 = 0.9, double Beta2 = 0.999) : Optimizer
    {
        /// <inheritdoc/>
        public override double LearningRate { get; init; } = LearningRate;
    }
}
