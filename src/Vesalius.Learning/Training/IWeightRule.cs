using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Training;

/// <summary>How an optimizer moves sixteen weights along their gradients.</summary>
internal interface IWeightRule
{
    /// <summary>Moves weights and state.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients, scaled already.</param>
    /// <param name="first">The mean of gradients, or the momentum.</param>
    /// <param name="second">The mean of squared gradients, where it is kept.</param>
    void Move(ref Vector512<float> weight, Vector512<float> gradient, ref Vector512<float> first, ref Vector512<float> second);
}

/// <summary>Adam with decay of the weights themselves. Source: Loshchilov and Hutter, arXiv:1711.05101.</summary>
/// <param name="MeanShare">1 − β₁.</param>
/// <param name="SquareShare">1 − β₂.</param>
/// <param name="Shrink">What the weights are multiplied by.</param>
/// <param name="Rate">The learning rate over the bias correction of the mean.</param>
/// <param name="SquareCorrection">The bias correction of the mean square: what it is divided by.</param>
internal readonly record struct AdaptiveMomentsRule(float MeanShare, float SquareShare, float Shrink, float Rate, float SquareCorrection) : IWeightRule
{
    private const float Epsilon = 1e-8f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move(ref Vector512<float> weight, Vector512<float> gradient, ref Vector512<float> first, ref Vector512<float> second)
    {
        first += (gradient - first) * MeanShare;
        second += (gradient * gradient - second) * SquareShare;
        Vector512<float> deviation = Vector512.Sqrt(second / SquareCorrection) + Vector512.Create(Epsilon);
        weight = weight * Shrink - first / deviation * Rate;
    }
}

/// <summary>Gradient descent with momentum; Nesterov's looks one step ahead. Source: Sutskever et al., ICML 2013.</summary>
/// <param name="Decay">What of the weight is added to its gradient.</param>
/// <param name="Momentum">How much of the momentum stays.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Nesterov">Whether the step looks ahead.</param>
internal readonly record struct DescentRule(float Decay, float Momentum, float Rate, bool Nesterov) : IWeightRule
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move(ref Vector512<float> weight, Vector512<float> gradient, ref Vector512<float> first, ref Vector512<float> second)
    {
        gradient += weight * Decay;
        first = first * Momentum + gradient;
        weight -= (Nesterov ? gradient + first * Momentum : first) * Rate;
    }
}
