using TorchSharp;
using Vesalius.Learning.Losses;
using PlannedLoss = Vesalius.Learning.Plans.Loss;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Losses;

public sealed class RegionLossTests
{
    public static TheoryData<string> All => ["crossEntropy", "dice", "both", "focal", "tversky"];

    [Fact]
    public void Cross_entropy_of_even_scores_is_the_logarithm_of_two_for_any_number_of_structures()
    {
        using IDisposable scope = NewDisposeScope();
        Assert.Equal(Math.Log(2), Loss(PlannedLoss.CategoricalCrossEntropy, zeros([1, 5, 1, 2]), Codes(0, 1), Marks(5, 0, 0b10110)), 1e-6);
    }

    [Fact]
    public void Soft_Dice_of_two_structures_at_one_voxel_is_what_a_pencil_gives()
    {
        // Probabilities ½ everywhere. First: in both voxels, 2·1/(2 + 1) = 2/3. Second: in one of two, 2·½/(1 + 1) = ½. Third: nowhere, left out.
        using IDisposable scope = NewDisposeScope();
        Assert.Equal(1 - (2.0 / 3 + 0.5) / 2, Loss(PlannedLoss.SoftDice, zeros([1, 3, 1, 2]), Codes(1, 2), Marks(3, 0, 0b011, 0b001)), 1e-4);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_voxel_of_two_structures_costs_nothing_when_both_are_certain(string name)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor right = tensor(new float[] { 60, -60, 60, -60 }).reshape(1, 2, 1, 2);
        Assert.Equal(0, Loss(Named(name), right, Codes(1, 0), Marks(2, 0, 0b11)), 1e-3);
        Assert.True(Loss(Named(name), -right, Codes(1, 0), Marks(2, 0, 0b11)) > 0.3);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_nobody_annotated_changes_neither_loss_nor_gradient(string name)
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(2);
        Tensor codes = randint(0, 3, [2, 4, 5]), data = randn([2, 3, 4, 5]);
        codes[1, 2] = 255;
        RegionMarks marks = new([[0, 0b001, 0b100], [0, 0b101, 0b111]], [false, true, false, false, false, false], 3);
        Tensor before = data.clone().requires_grad_(true), other = data.clone();
        other[0, 1] += 5;
        other[1, TensorIndex.Colon, 2] -= 3;
        Tensor after = other.requires_grad_(true);
        Tensor a = RegionLoss.Compute(Named(name), before, codes, marks), b = RegionLoss.Compute(Named(name), after, codes, marks);
        a.backward();
        b.backward();
        Assert.Equal(a.item<float>(), b.item<float>(), 1e-6f);
        Assert.True(before.grad!.allclose(after.grad!, 1e-5, 1e-7));
        Assert.Equal(0, before.grad![0, 1].abs().max().item<float>());
        Assert.Equal(0, before.grad![1, TensorIndex.Colon, 2].abs().max().item<float>());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_fused_loss_and_its_gradient_equal_those_of_the_tensor_operations(string name)
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor codes = randint(0, 4, [2, 5, 6, 7]), data = randn([2, 5, 5, 6, 7]) * 3;
        codes[0, 0] = 255;
        RegionMarks marks = new([[0, 0b00001, 0b00110, 0b01000], [0, 0b00011, 0b00100, 0b01111]], [false, true, .. new bool[8]], 5);
        Tensor fused = data.clone().requires_grad_(true), separate = data.clone().requires_grad_(true);
        Tensor a = RegionLoss.Compute(Named(name), fused, codes, marks) * 3, b = RegionLoss.ByTensors(Named(name), separate, codes, marks) * 3;
        a.backward();
        b.backward();
        Assert.Equal(b.item<float>(), a.item<float>(), 1e-4f);
        Assert.True(fused.grad!.allclose(separate.grad!, 1e-3, 1e-6), $"largest difference {(fused.grad! - separate.grad!).abs().max().item<float>()}");
    }

    [Fact]
    public void Very_certain_and_wrong_scores_give_a_loss_that_is_a_number()
    {
        using IDisposable scope = NewDisposeScope();
        Tensor scores = tensor(new float[] { -5000, 5000 }).reshape(1, 1, 1, 2).requires_grad_(true);
        Tensor loss = RegionLoss.Compute(PlannedLoss.DiceAndCrossEntropy, scores, Codes(1, 0), Marks(1, 0, 1));
        loss.backward();
        Assert.InRange(loss.item<float>(), 10, 1000);
        Assert.True(scores.grad!.isfinite().all().item<bool>());
        Assert.True(scores.grad![0, 0, 0, 0].item<float>() < 0 && scores.grad![0, 0, 0, 1].item<float>() > 0);
    }

    [Fact]
    public void Deep_supervision_weighs_levels_as_for_classes()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(3);
        Tensor codes = randint(0, 2, [1, 4, 4]), fine = randn([1, 2, 4, 4]), coarse = randn([1, 2, 2, 2]);
        RegionMarks marks = Marks(2, 0, 0b11);
        double expected = 2.0 / 3 * Loss(PlannedLoss.DiceAndCrossEntropy, fine, codes, marks)
            + 1.0 / 3 * Loss(PlannedLoss.DiceAndCrossEntropy, coarse, codes[TensorIndex.Ellipsis, TensorIndex.Slice(0, 4, 2), TensorIndex.Slice(0, 4, 2)], marks);
        Assert.Equal(expected, RegionLoss.Compute(PlannedLoss.DiceAndCrossEntropy, [fine, coarse], codes, marks).item<float>(), 1e-5);
    }

    private static double Loss(PlannedLoss loss, Tensor scores, Tensor codes, RegionMarks marks) => RegionLoss.Compute(loss, scores, codes, marks).item<float>();

    private static Tensor Codes(params long[] values) => tensor(values).reshape(1, 1, values.Length);

    private static RegionMarks Marks(int regions, params ulong[] combinations) => new([combinations], new bool[regions], regions);

    private static PlannedLoss Named(string name) => name switch
    {
        "crossEntropy" => PlannedLoss.CategoricalCrossEntropy,
        "dice" => PlannedLoss.SoftDice,
        "both" => PlannedLoss.DiceAndCrossEntropy,
        "focal" => PlannedLoss.Focal(),
        _ => PlannedLoss.Tversky(),
    };
}
