using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;

namespace Vesalius.Learning.Tests.Training;

public class BatchGradientTests
{
    [Theory]
    [InlineData(OutputKind.Exclusive, 1)]
    [InlineData(OutputKind.Exclusive, 2)]
    [InlineData(OutputKind.Overlapping, 2)]
    public void Patches_one_after_another_give_the_gradient_of_all_at_once(OutputKind outputs, int atOnce)
    {
        TrainingSample[] batch = [.. Enumerable.Range(0, 5).Select(i => Sample(i, outputs))];
        (float whole, float[] expected) = Gradient(outputs, null, batch);
        (float parts, float[] found) = Gradient(outputs, atOnce, batch);
        Assert.Equal(whole, parts, 1e-5);
        double longest = expected.Max(Math.Abs);
        Assert.True(longest > 1e-3);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * longest));
    }

    [Fact]
    public void Fewer_patches_than_one_at_once_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingPlan { Budget = new TrainingBudget.OfEpochs(1), PatchesAtOnce = 0 });

    [Fact]
    public void A_loss_that_is_no_number_leaves_the_gradient_alone()
    {
        TrainingSample[] batch = [Sample(0, OutputKind.Exclusive), Sample(1, OutputKind.Exclusive)];
        batch[1].Image[7] = float.NaN;
        (float loss, float[] gradient) = Gradient(OutputKind.Exclusive, 1, batch);
        Assert.True(float.IsNaN(loss));
        Assert.Empty(gradient);
    }

    private static (float Loss, float[] Gradient) Gradient(OutputKind outputs, int? atOnce, TrainingSample[] batch)
    {
        using IDisposable scope = torch.NewDisposeScope();
        SegmentationPlan plan = TestPlans.Of(new Size3(16, 16, 1), labels: 2) with
        {
            Outputs = outputs,
            Network = new NetworkPlan
            {
                Features = [4, 8, 8], Strides = [[1, 1, 1], [2, 2, 1], [2, 2, 1]], Kernels = [[3, 3, 1], [3, 3, 1], [3, 3, 1]],
                EncoderBlocks = [1, 1, 1], DecoderBlocks = [1, 1], SupervisedLevels = 2,
            },
        };
        torch.random.manual_seed(3);
        using var network = new UNetModule(plan.Network, 2, 1, plan.ClassCount);
        network.train();
        float loss = new BatchGradient(network, plan, new TrainingPlan { Budget = new TrainingBudget.OfEpochs(1), PatchesAtOnce = atOnce }).Add(batch);
        return (loss, [.. NetworkWeights.Learned(network).Where(one => one.Value.grad is not null)
            .SelectMany(one => one.Value.grad!.contiguous().data<float>().ToArray())]);
    }

    private static TrainingSample Sample(int index, OutputKind outputs)
    {
        var random = new Random(index);
        byte[] labels = [.. Enumerable.Range(0, 256).Select(i => (byte)(i % 16 < 3 + index ? 1 : i / 16 > 11 ? 2 : 0))];
        return new TrainingSample("case", new Size3(16, 16, 1), [.. labels.Select(label => label + (float)random.NextDouble())], labels)
        {
            Combinations = outputs == OutputKind.Overlapping ? [0UL, 1UL, 3UL] : null,
        };
    }
}
