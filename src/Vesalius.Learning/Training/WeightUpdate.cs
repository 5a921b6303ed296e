using TorchSharp;
using TorchSharp.Modules;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
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

    // Small enough that every core gets its part, large enough to be worth a task.
    private const int PieceLength = 1 << 14;
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

        // Young means forget faster: (1 + t)/(10 + t) until the wanted decay is reached.
        double share = 1 - Math.Min(plan.AveragingDecay, (1.0 + Steps) / (10 + Steps));
        (string Name, Parameter Value)[] moving = [.. weights.Where(one => one.Value.grad is not null)];
        if (moving.All(one => IsFlat(one.Name, one.Value)))
        {
            StepInPlace([.. moving.SelectMany(one => Pieces(one.Name, one.Value))], learningRate, share);
            return;
        }

        double scale = GradientScale(moving.Select(one => one.Value.grad!.square().sum().item<float>()).Sum(square => (double)square));
        foreach ((string name, Parameter weight) in moving)
        {
            Tensor gradient = weight.grad!;
            gradient.mul_(scale);
            Move(name, weight, gradient, learningRate);
            gradient.zero_();
            if (plan.AveragingDecay > 0)
            {
                state["average/" + name].lerp_(weight, share);
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

    // One pass over memory needs weight, gradient and state in the same order, without gaps.
    private bool IsFlat(string name, Parameter weight)
    {
        bool dense = weight.device_type == DeviceType.CPU && weight.dtype == ScalarType.Float32
            && weight.numel() == 1 + weight.shape.Zip(weight.stride()).Sum(axis => (axis.First - 1) * axis.Second);
        return dense && IsAlike(weight.grad!) && Kinds.All(kind => IsAlike(state[kind + name]));

        bool IsAlike(Tensor other) => other.dtype == weight.dtype
            && weight.shape.Zip(weight.stride(), other.stride()).All(axis => axis.First == 1 || axis.Second == axis.Third);
    }

    private unsafe List<WeightPiece> Pieces(string name, Parameter weight)
    {
        string[] kinds = [.. Kinds.Where(kind => kind != AverageKind[0])];
        var whole = new WeightPiece(
            Floats(weight), Floats(weight.grad!), Floats(state[kinds[0] + name]), kinds.Length > 1 ? Floats(state[kinds[1] + name]) : null,
            plan.AveragingDecay > 0 ? Floats(state[AverageKind[0] + name]) : null, (int)weight.numel());
        var pieces = new List<WeightPiece>();
        for (int start = 0; start < whole.Count; start += PieceLength)
        {
            pieces.Add(whole.Slice(start, Math.Min(PieceLength, whole.Count - start)));
        }

        return pieces;
    }

    private static unsafe float* Floats(Tensor tensor) => (float*)TensorMemory.Address(tensor);

    private unsafe void StepInPlace(WeightPiece[] pieces, double rate, double share)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() };
        double[] squares = new double[pieces.Length];
        if (!double.IsPositiveInfinity(plan.GradientClip))
        {
            Parallel.For(0, pieces.Length, options, i => squares[i] = WeightKernel.SquareSum(pieces[i].Gradient, pieces[i].Count));
        }

        var scale = (float)GradientScale(squares.Sum());
        switch (plan.Optimizer)
        {
            case Optimizer.AdaptiveMoments adam:
                double meanScale = 1 - Math.Pow(adam.Beta1, Steps), squareScale = 1 - Math.Pow(adam.Beta2, Steps);
                Each(new AdaptiveMomentsRule((float)(1 - adam.Beta1), (float)(1 - adam.Beta2), (float)(1 - rate * adam.WeightDecay),
                    (float)(rate / meanScale), (float)squareScale));
                break;
            case Optimizer.StochasticGradientDescent descent:
                Each(new DescentRule((float)descent.WeightDecay, (float)descent.Momentum, (float)rate, descent.Nesterov));
                break;
            default:
                throw new InvalidOperationException($"Unknown optimizer {plan.Optimizer}.");
        }

        void Each<TRule>(TRule rule)
            where TRule : struct, IWeightRule =>
            Parallel.For(0, pieces.Length, options, i => WeightKernel.Step(pieces[i], rule, scale, (float)share));
    }

    private double GradientScale(double squareSum)
    {
        double length = Math.Sqrt(squareSum);
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
