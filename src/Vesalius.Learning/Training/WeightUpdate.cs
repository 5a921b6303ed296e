using TorchSharp.Modules;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Training;

/// <summary>
/// One optimizer step after another over the weights of a network, with a limit on the gradient's length and a running mean of the weights.
/// All of its state is tensors by name, so that a checkpoint holds it whole.
/// </summary>
internal sealed class WeightUpdate : IDisposable
{
    private const double Epsilon = 1e-8;
    private static readonly string[] AdamKinds = ["mean/", "square/"];
    private static readonly string[] DescentKinds = ["momentum/"];
    private static readonly string[] AverageKind = ["average/"];

    private readonly IReadOnlyList<(string Name, Parameter Value)> weights;
    private readonly TrainingPlan plan;
    private readonly Dictionary<string, Tensor> state = [];

    /// <summary>An optimizer that has not stepped yet.</summary>
    public WeightUpdate(nn.Module network, TrainingPlan plan)
    {
        this.plan = plan;
        weights = NetworkWeights.Learned(network);
        using var noGrad = no_grad();
        foreach ((string name, Parameter weight) in weights)
        {
            foreach (string kind in Kinds)
            {
                Tensor start = kind == "average/" ? weight.detach().clone() : zeros_like(weight);
                state[kind + name] = start.DetachFromDisposeScope();
            }
        }
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    private IEnumerable<string> Kinds =>
        (plan.Optimizer is Optimizer.AdaptiveMoments ? AdamKinds : DescentKinds).Concat(plan.AveragingDecay > 0 ? AverageKind : []);

    /// <summary>Moves the weights along their gradients, which are used up.</summary>
    /// <param name="learningRate">The rate of this step.</param>
    public void Step(double learningRate)
    {
        using IDisposable scope = NewDisposeScope();
        using var noGrad = no_grad();
        Steps++;
        double scale = GradientScale();
        foreach ((string name, Parameter weight) in weights)
        {
            if (weight.grad is not { } gradient)
            {
                continue;
            }

            gradient.mul_(scale);
            Move(name, weight, gradient, learningRate);
            gradient.zero_();
            if (plan.AveragingDecay > 0)
            {
                // Young means forget faster: (1 + t)/(10 + t) until the wanted decay is reached.
                double decay = Math.Min(plan.AveragingDecay, (1.0 + Steps) / (10 + Steps));
                state["average/" + name].lerp_(weight, 1 - decay);
            }
        }
    }

    /// <summary>The weights that should predict: their running mean where one is kept.</summary>
    public IEnumerable<(string Name, Tensor Value)> Averaged() =>
        weights.Select(one => (one.Name, plan.AveragingDecay > 0 ? state["average/" + one.Name] : one.Value));

    /// <summary>All state by name.</summary>
    public IEnumerable<(string Name, SafeTensors.Entry Entry)> Export() => state.Select(one => (one.Key, NetworkWeights.Export(one.Value)));

    /// <summary>Takes up the state of an earlier run.</summary>
    /// <exception cref="ModelException">Some of it is missing or has another shape.</exception>
    public void Import(SafeTensors file, long steps)
    {
        Steps = steps;
        foreach ((string name, Tensor target) in state)
        {
            NetworkWeights.Import(name, file.Tensors.TryGetValue(name, out SafeTensors.Entry? entry) ? entry
                : throw new ModelException($"The checkpoint lacks '{name}'. It was written with another optimizer; start anew."), target);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in state.Values)
        {
            tensor.Dispose();
        }
    }

    private double GradientScale()
    {
        if (double.IsPositiveInfinity(plan.GradientClip))
        {
            return 1;
        }

        Tensor[] squares = [.. weights.Where(one => one.Value.grad is not null).Select(one => one.Value.grad!.square().sum())];
        double length = Math.Sqrt(stack(squares).sum().item<float>());
        return length > plan.GradientClip ? plan.GradientClip / length : 1;
    }

    private void Move(string name, Parameter weight, Tensor gradient, double rate)
    {
        switch (plan.Optimizer)
        {
            case Optimizer.AdaptiveMoments adam:
                Tensor mean = state["mean/" + name], square = state["square/" + name];
                mean.lerp_(gradient, 1 - adam.Beta1);
                square.mul_(adam.Beta2).addcmul_(gradient, gradient, 1 - adam.Beta2);
                double meanScale = 1 - Math.Pow(adam.Beta1, Steps), squareScale = 1 - Math.Pow(adam.Beta2, Steps);
                weight.mul_(1 - rate * adam.WeightDecay);
                weight.addcdiv_(mean, (square / squareScale).sqrt_().add_(Epsilon), -rate / meanScale);
                break;
            case Optimizer.StochasticGradientDescent descent:
                Tensor momentum = state["momentum/" + name];
                gradient.add_(weight, descent.WeightDecay);
                momentum.mul_(descent.Momentum).add_(gradient);
                weight.add_(descent.Nesterov ? gradient + momentum * descent.Momentum : momentum, -rate);
                break;
            default:
                throw new InvalidOperationException($"Unknown optimizer {plan.Optimizer}.");
        }
    }
}
