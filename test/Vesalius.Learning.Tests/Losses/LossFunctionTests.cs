using TorchSharp;
using Vesalius.Learning.Losses;
using Vesalius.Learning.Plans;
using PlannedLoss = Vesalius.Learning.Plans.Loss;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Losses;

public sealed class LossFunctionTests
{
    public static TheoryData<string> All => ["crossEntropy", "dice", "both", "focal", "tversky"];

    [Fact]
    public void Cross_entropy_of_even_scores_is_the_logarithm_of_the_number_of_classes()
    {
        using IDisposable scope = NewDisposeScope();
        Assert.Equal(Math.Log(3), Loss(PlannedLoss.CategoricalCrossEntropy, zeros([1, 3, 2, 2]), Classes(0, 1, 2, 0)), 1e-6);
    }

    [Fact]
    public void Soft_Dice_of_two_voxels_is_what_a_pencil_gives()
    {
        // Probabilities of class 1: ½ and ½; truth: 1 and 0. Dice = 2·½ / (1 + 1) = ½.
        using IDisposable scope = NewDisposeScope();
        Assert.Equal(0.5, Loss(PlannedLoss.SoftDice, zeros([1, 2, 1, 2]), tensor(new long[] { 1, 0 }).reshape(1, 1, 2)), 1e-4);
    }

    [Fact]
    public void Tversky_prices_misses_and_false_alarms_apart()
    {
        // Both = ½, missed ½, wrongly taken ½: index = ½ / (½ + 0.3·½ + 0.7·½) = ½; with prices 0 and 1: ½ / (½ + ½) = ½; with 0 and 3: ½ / 2 = ¼.
        using IDisposable scope = NewDisposeScope();
        Tensor truth = tensor(new long[] { 1, 0 }).reshape(1, 1, 2);
        Assert.Equal(0.5, Loss(PlannedLoss.Tversky(), zeros([1, 2, 1, 2]), truth), 1e-4);
        Assert.Equal(0.75, Loss(PlannedLoss.Tversky(0, 3), zeros([1, 2, 1, 2]), truth), 1e-4);
    }

    [Fact]
    public void Focal_loss_without_focus_is_cross_entropy_and_with_it_smaller()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor scores = randn([2, 3, 4, 4, 4]), truth = randint(0, 3, [2, 4, 4, 4]);
        double entropy = Loss(PlannedLoss.CategoricalCrossEntropy, scores, truth);
        Assert.Equal(entropy, Loss(PlannedLoss.Focal(0), scores, truth), 1e-6);
        Assert.InRange(Loss(PlannedLoss.Focal(2), scores, truth), 0, entropy);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_right_and_certain_prediction_costs_nothing_and_a_wrong_one_much(string name)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor truth = Classes(0, 1, 2, 1), right = nn.functional.one_hot(truth, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32) * 50;
        Assert.Equal(0, Loss(Named(name), right, truth), 1e-3);
        Assert.True(Loss(Named(name), -right, truth) > 0.3);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Voxels_that_nobody_annotated_change_neither_the_loss_nor_the_gradient(string name)
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor truth = Classes(0, 1, 255, 2);
        Tensor scores = randn([1, 3, 2, 2]).requires_grad_(true), other = scores.detach().clone();
        other[.., .., 1, 0] += 5;
        Tensor loss = LossFunction.Compute(Named(name), scores, truth);
        Assert.Equal(loss.item<float>(), Loss(Named(name), other, truth), 1e-6);
        loss.backward();
        Assert.Equal(0, scores.grad![.., .., 1, 0].abs().sum().item<float>());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_fused_loss_and_its_gradient_equal_those_of_the_tensor_operations(string name)
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor truth = randint(0, 3, [2, 5, 6, 7]), data = randn([2, 4, 5, 6, 7]) * 2;
        truth[0, 0] = 255;
        Tensor fused = data.clone().requires_grad_(true), separate = data.clone().requires_grad_(true);
        Tensor a = LossFunction.Compute(Named(name), fused, truth) * 3, b = LossFunction.ByTensors(Named(name), separate, truth) * 3;
        a.backward();
        b.backward();
        Assert.Equal(b.item<float>(), a.item<float>(), 1e-4f);
        Assert.True(fused.grad!.allclose(separate.grad!, 1e-3, 1e-6), $"largest difference {(fused.grad! - separate.grad!).abs().max().item<float>()}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_fused_loss_equals_the_tensor_operations_where_classes_were_not_annotated(string name)
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        bool[] lacking = [false, true, false, true, false, false, false, false, false, false, true, false];
        Tensor truth = randint(0, 4, [3, 5, 6, 7]), data = randn([3, 4, 5, 6, 7]) * 2;
        truth[0] = truth[0].masked_fill(truth[0].eq(1).logical_or(truth[0].eq(3)), 0);
        truth[2] = truth[2].masked_fill(truth[2].eq(2), 0);
        truth[0, 0] = 255;
        Tensor fused = data.clone().requires_grad_(true), separate = data.clone().requires_grad_(true);
        Tensor a = LossFunction.Compute(Named(name), fused, truth, lacking) * 3, b = LossFunction.ByTensors(Named(name), separate, truth, lacking) * 3;
        a.backward();
        b.backward();
        Assert.Equal(b.item<float>(), a.item<float>(), 1e-4f);
        Assert.True(fused.grad!.allclose(separate.grad!, 1e-3, 1e-6), $"largest difference {(fused.grad! - separate.grad!).abs().max().item<float>()}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_class_that_nobody_annotated_may_be_said_of_background_at_no_cost(string name)
    {
        // The network is certain of class 2 wherever the mask has background: right or wrong, nobody knows.
        using IDisposable scope = NewDisposeScope();
        Tensor truth = Classes(0, 1, 0, 1), scores = nn.functional.one_hot(Classes(2, 1, 2, 1), 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32) * 50;
        bool[] lacking = [false, false, true];
        Assert.Equal(0, LossFunction.Compute(Named(name), scores, truth, lacking).item<float>(), 1e-3);
        Tensor open = scores.clone().requires_grad_(true);
        LossFunction.Compute(Named(name), open, truth, lacking).backward();
        Assert.Equal(0, open.grad!.abs().max().item<float>(), 1e-4);
        if (name is not ("dice" or "tversky"))
        {
            Assert.True(Loss(Named(name), scores, truth) > 1);
        }
    }

    [Fact]
    public void Background_takes_in_the_probability_of_what_nobody_annotated()
    {
        // Three even classes: background and the unannotated one have 2/3 together.
        using IDisposable scope = NewDisposeScope();
        Tensor truth = Classes(0, 0, 0, 0), scores = zeros([1, 3, 2, 2]);
        Assert.Equal(-Math.Log(2.0 / 3), LossFunction.Compute(PlannedLoss.CategoricalCrossEntropy, scores, truth, [false, true, false]).item<float>(), 1e-5);
        Assert.Throws<ArgumentException>(() => LossFunction.Compute(PlannedLoss.SoftDice, scores, truth, [true]));
    }

    [Fact]
    public void The_gradient_of_merged_background_is_that_of_finite_differences()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(3);
        Tensor truth = Classes(0, 2, 0, 2), data = randn([1, 4, 2, 2]);
        bool[] lacking = [false, true, false, true];
        Tensor open = data.clone().requires_grad_(true);
        LossFunction.Compute(PlannedLoss.DiceAndCrossEntropy, open, truth, lacking).backward();
        const float Step = 1e-2f;
        for (int k = 0; k < 4; k++)
        {
            Tensor up = data.clone(), down = data.clone();
            up[0, k, 0, 0] += Step;
            down[0, k, 0, 0] -= Step;
            float expected = (LossFunction.Compute(PlannedLoss.DiceAndCrossEntropy, up, truth, lacking) - LossFunction.Compute(PlannedLoss.DiceAndCrossEntropy, down, truth, lacking)).item<float>() / (2 * Step);
            Assert.Equal(expected, open.grad![0, k, 0, 0].item<float>(), 1e-3f);
        }
    }

    [Fact]
    public void Coarser_levels_count_half_as_much_each()
    {
        using IDisposable scope = NewDisposeScope();
        Tensor truth = zeros([1, 4, 4], ScalarType.Int64);
        Tensor[] scores = [zeros([1, 2, 4, 4]), zeros([1, 2, 2, 2])];
        double both = LossFunction.Compute(PlannedLoss.CategoricalCrossEntropy, scores, truth).item<float>();
        Assert.Equal(Math.Log(2), both, 1e-6);
    }

    [Theory]
    [InlineData(4, new[] { 2.0 / 3, 1.0 / 3 })]
    [InlineData(6, new[] { 8.0 / 15, 4.0 / 15, 2.0 / 15, 1.0 / 15 })]
    public void Levels_weigh_what_they_do_in_nnU_Net_whose_coarsest_head_counts_for_nothing(int stages, double[] weights)
    {
        double[] own = LossFunction.LevelWeights(stages - 2);
        Assert.Equal(weights.Length, own.Length);
        Assert.All(own.Zip(weights), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    private static double Loss(Loss loss, Tensor scores, Tensor truth) => LossFunction.Compute(loss, scores, truth).item<float>();

    private static Tensor Classes(params long[] values) => tensor(values).reshape(1, 2, 2);

    private static Loss Named(string name) => name switch
    {
        "crossEntropy" => PlannedLoss.CategoricalCrossEntropy,
        "dice" => PlannedLoss.SoftDice,
        "both" => PlannedLoss.DiceAndCrossEntropy,
        "focal" => PlannedLoss.Focal(),
        _ => PlannedLoss.Tversky(),
    };
}
