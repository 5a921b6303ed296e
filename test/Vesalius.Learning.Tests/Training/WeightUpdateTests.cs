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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_pass_over_a_weight_s_memory_moves_it_as_separate_operations_do(bool adaptive)
    {
        // A weight with gaps in memory takes the separate operations; 1,000 numbers end in half a vector.
        random.manual_seed(8);
        Tensor start = randn([20, 50]), gaps = empty([20, 100])[TensorIndex.Colon, TensorIndex.Slice(null, null, 2)];
        using var flat = new Weights(start.clone());
        using var scattered = new Weights(gaps.copy_(start).detach());
        TrainingPlan plan = Plan(adaptive ? Optimizer.AdamW(0.01, 0.1) : Optimizer.Sgd(0.01, 0.9, 0.001)) with { GradientClip = 3, AveragingDecay = 0.9 };
        using WeightUpdate onePass = new(flat, plan), separate = new(scattered, plan);
        for (int step = 0; step < 5; step++)
        {
            Tensor target = randn([20, 50]);
            (flat.value - target).square().sum().backward();
            (scattered.value - target).square().sum().backward();
            onePass.Step(0.01);
            separate.Step(0.01);
            Assert.Equal(0, flat.value.grad!.abs().max().item<float>());
        }

        Assert.False(start.allclose(flat.value, 1e-3, 1e-3));
        Assert.True(flat.value.allclose(scattered.value, 1e-5, 1e-6));
        Assert.True(onePass.Averaged().Single().Value.allclose(separate.Averaged().Single().Value, 1e-5, 1e-6));
    }

    [Fact]
    public void Equal_steps_give_equal_bits_on_any_number_of_threads()
    {
        int threads = get_num_threads();
        Tensor start = randn([300, 200]);
        Tensor[] targets = [randn([300, 200]), randn([300, 200]), randn([300, 200])];
        float[] Run(int count)
        {
            set_num_threads(count);
            using var weights = new Weights(start.clone());
            using var update = new WeightUpdate(weights, Plan(Optimizer.AdamW(0.01, 0.1)) with { GradientClip = 1, AveragingDecay = 0.99 });
            foreach (Tensor target in targets)
            {
                (weights.value - target).square().sum().backward();
                update.Step(0.01);
            }

            return [.. weights.value.detach().data<float>(), .. update.Averaged().Single().Value.data<float>()];
        }

        try
        {
            Assert.Equal(Run(1), Run(4));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static void Compare(Optimizer optimizer, Func<IEnumerable<Parameter>, optim.Optimizer> library)
    {
        using Linear ours = Layer(), theirs = Layer();
        using (no_grad())
        {
            // Other tests draw from the same generator meanwhile, so an equal seed is no equal start.
            theirs.weight!.copy_(ours.weight!);
            theirs.bias!.copy_(ours.bias!);
        }

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

    private sealed class Weights : nn.Module
    {
        public readonly Parameter value;

        public Weights(Tensor start)
            : base(nameof(Weights))
        {
            value = new Parameter(start);
            RegisterComponents();
        }
    }
}
