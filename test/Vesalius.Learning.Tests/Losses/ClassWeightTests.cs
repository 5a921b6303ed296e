using System.Text.Json;
using TorchSharp;
using Vesalius.Learning.Losses;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;
using PlannedLoss = Vesalius.Learning.Plans.Loss;

namespace Vesalius.Learning.Tests.Losses;

public sealed class ClassWeightTests
{
    private static PlannedLoss Weighted(double gamma, params double[] weights) =>
        new PlannedLoss.SumLoss(new PlannedLoss.TverskyLoss(0.5, 0.5), new PlannedLoss.CrossEntropyLoss(gamma) { ClassWeights = weights });

    [Fact]
    public void The_mean_is_weighted_by_the_true_classes()
    {
        // −log p is log 2 where the class is 0 and log 4 where it is 1 (scores 0 and −log 3 for class 1 there): (1·log 2 + 3·log 4)/4.
        using IDisposable scope = NewDisposeScope();
        Tensor scores = tensor(new float[] { 0, 0, 0, -MathF.Log(3) }).reshape(1, 2, 1, 2), truth = tensor(new long[] { 0, 1 }).reshape(1, 1, 2);
        var loss = new PlannedLoss.CrossEntropyLoss { ClassWeights = [1, 3] };
        Assert.Equal((Math.Log(2) + 3 * Math.Log(4)) / 4, LossFunction.Compute(loss, scores, truth).item<float>(), 1e-5);
    }

    [Fact]
    public void Weights_of_one_change_nothing()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor scores = randn([2, 3, 4, 5]), truth = randint(0, 3, [2, 4, 5]);
        Assert.Equal(
            LossFunction.Compute(PlannedLoss.DiceAndCrossEntropy, scores, truth).item<float>(), LossFunction.Compute(Weighted(0, 1, 1, 1), scores, truth).item<float>());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    public void The_fused_loss_and_its_gradient_equal_those_of_the_tensor_operations(double gamma, bool lacks)
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor truth = randint(0, 3, [2, 5, 6, 7]), data = randn([2, 4, 5, 6, 7]) * 2;
        truth[0, 0] = 255;
        bool[]? lacking = lacks ? [false, false, false, true, false, false, false, false] : null;
        Tensor fused = data.clone().requires_grad_(true), separate = data.clone().requires_grad_(true);
        Tensor a = LossFunction.Compute(Weighted(gamma, 0.2, 1, 5, 0), fused, truth, lacking);
        Tensor b = LossFunction.ByTensors(Weighted(gamma, 0.2, 1, 5, 0), separate, truth, lacking);
        a.backward();
        b.backward();
        Assert.Equal(b.item<float>(), a.item<float>(), 1e-4f);
        Assert.True(fused.grad!.allclose(separate.grad!, 1e-3, 1e-6), $"largest difference {(fused.grad! - separate.grad!).abs().max().item<float>()}");
    }

    [Fact]
    public void Overlapping_structures_are_weighed_each_for_itself_fused_as_by_tensors()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor codes = randint(0, 3, [2, 4, 5]), data = randn([2, 2, 4, 5]);
        codes[0, 0] = 255;
        var marks = new RegionMarks([[0, 1, 3], [0, 2, 3]], [false, false, true, false], 2);
        Tensor fused = data.clone().requires_grad_(true), separate = data.clone().requires_grad_(true);
        Tensor a = RegionLoss.Compute(Weighted(0, 0.5, 4), fused, codes, marks), b = RegionLoss.ByTensors(Weighted(0, 0.5, 4), separate, codes, marks);
        a.backward();
        b.backward();
        Assert.Equal(b.item<float>(), a.item<float>(), 1e-4f);
        Assert.True(fused.grad!.allclose(separate.grad!, 1e-3, 1e-6));
        Assert.True(Math.Abs(a.item<float>() - RegionLoss.Compute(Weighted(0, 1, 1), data, codes, marks).item<float>()) > 1e-3);
    }

    [Fact]
    public void Wrong_weights_are_refused_and_right_ones_travel_as_json()
    {
        using IDisposable scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Weighted(0, 0, 0));
        Assert.Throws<ArgumentException>(() => Weighted(0, 1, -1));
        string message = Assert.Throws<ArgumentException>(
            () => LossFunction.Compute(Weighted(0, 1, 1), zeros([1, 3, 2, 2]), zeros([1, 2, 2], ScalarType.Int64))).Message;
        Assert.Contains("2 classes; the network has 3", message, StringComparison.Ordinal);
        var back = (PlannedLoss.SumLoss)JsonSerializer.Deserialize<PlannedLoss>(JsonSerializer.Serialize(Weighted(1, 1, 2)))!;
        Assert.Equal([1, 2], ((PlannedLoss.CrossEntropyLoss)back.Second).ClassWeights!);
    }
}
