using TorchSharp;
using TorchSharp.Modules;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Training;

public sealed class WeightUpdateTests
{
    [Fact]
    public void Adam_with_decay_moves_as_the_library_optimizer_does() =>
        Compare(Optimizer.AdamW(0.01, 0.1), parameters => optim.AdamW(parameters, 0.01, 0.9, 0.999, 1e-8, 0.1));

    [Fact]
    public void Descent_with_Nesterov_momentum_moves_as_the_library_optimizer_does() =>
        Compare(Optimizer.Sgd(0.01, 0.9, 0.001), parameters => optim.SGD(parameters, 0.01, 0.9, 0, 0.001, true));

    [Fact]
    public void A_long_gradient_is_scaled_to_the_limit()
    {
        using Linear layer = Layer();
        var plan = Plan(Optimizer.Sgd(1, 0, 0, nesterov: false)) with { GradientClip = 0.5 };
        using var update = new WeightUpdate(layer, plan);
        Tensor before = layer.weight!.detach().clone();
        (layer.weight!.sum() * 100).backward();
        update.Step(1);
        Assert.Equal(0.5, (layer.weight!.detach() - before).norm().item<float>(), 1e-5);
    }

    [Fact]
    public void The_running_mean_follows_the_weights()
    {
        using Linear layer = Layer();
        using var update = new WeightUpdate(layer, Plan(Optimizer.Sgd(0.1, 0, 0, nesterov: false)) with { AveragingDecay = 0.5 });
        Tensor start = layer.weight!.detach().clone();
        layer.weight!.sum().backward();
        update.Step(0.1);
        Tensor mean = update.Averaged().First(one => one.Name == "weight").Value;

        // After one step the decay is (1 + 1)/(10 + 1): the mean has taken 9/11 of a step of −0.1.
        Assert.True(mean.allclose(start - 0.1 * 9 / 11, 1e-5, 1e-6));
    }

    private static void Compare(Optimizer optimizer, Func<IEnumerable<Parameter>, optim.Optimizer> library)
    {
        using Linear ours = Layer(), theirs = Layer();
        using var update = new WeightUpdate(ours, Plan(optimizer));
        using optim.Optimizer reference = library(theirs.parameters());
        for (int step = 0; step < 5; step++)
        {
            Tensor input = randn([8, 4]);
            ours.forward(input).square().sum().backward();
            update.Step(optimizer.LearningRate);
            reference.zero_grad();
            theirs.forward(input).square().sum().backward();
            reference.step();
        }

        Assert.True(ours.weight!.allclose(theirs.weight!, 1e-5, 1e-6));
    }

    private static TrainingPlan Plan(Optimizer optimizer) =>
        new() { Budget = new TrainingBudget.OfEpochs(1), Optimizer = optimizer, GradientClip = double.PositiveInfinity, AveragingDecay = 0 };

    private static Linear Layer()
    {
        random.manual_seed(5);
        return nn.Linear(4, 3);
    }
}
