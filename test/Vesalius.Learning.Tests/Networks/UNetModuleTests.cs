using TorchSharp;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Networks;

public sealed class UNetModuleTests
{
    public static TheoryData<BlockKind, NormKind, int> Kinds => new()
    {
        { BlockKind.Plain, NormKind.Instance, 3 },
        { BlockKind.Plain, NormKind.Instance, 2 },
        { BlockKind.Plain, NormKind.Batch, 3 },
        { BlockKind.Residual, NormKind.Instance, 3 },
        { BlockKind.Residual, NormKind.Batch, 2 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_voxel_gets_a_score_per_class_and_every_weight_a_gradient(BlockKind block, NormKind norm, int dimensions)
    {
        using IDisposable scope = NewDisposeScope();
        using UNetModule network = Network(block, norm, dimensions);
        Tensor[] scores = network.forward(Input(dimensions));
        Assert.Equal(dimensions == 3 ? [2, 4, 4, 16, 8] : [2, 4, 16, 8], scores[0].shape);
        Assert.Equal(dimensions == 3 ? [2, 4, 4, 8, 4] : [2, 4, 8, 4], scores[1].shape);
        Assert.Equal(2, scores.Length);
        (scores[0].square().sum() + scores[1].square().sum()).backward();
        Assert.All(network.named_parameters(), one => Assert.True(one.parameter.grad is { } grad && grad.abs().sum().item<float>() > 0, one.name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Weights_saved_and_loaded_give_the_same_scores(BlockKind block, NormKind norm, int dimensions)
    {
        using IDisposable scope = NewDisposeScope();
        using UNetModule first = Network(block, norm, dimensions), second = Network(block, norm, dimensions);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        new SafeTensors { Tensors = NetworkWeights.Of(first).ToDictionary(one => one.Key, one => NetworkWeights.Export(one.Value)) }.Write(path);
        NetworkWeights.Import(SafeTensors.Read(path), second);
        File.Delete(path);
        first.eval();
        second.eval();
        using var noGrad = no_grad();
        Tensor input = Input(dimensions);
        Assert.True(first.forward(input)[0].equal(second.forward(input)[0]).all().item<bool>());
    }

    [Fact]
    public void A_stem_is_one_convolution_before_the_first_block()
    {
        using IDisposable scope = NewDisposeScope();
        var plan = new NetworkPlan
        {
            Features = [4, 8], Strides = [[1, 1, 1], [2, 2, 2]], Kernels = [[3, 3, 3], [3, 3, 3]], EncoderBlocks = [1, 3], DecoderBlocks = [1], Block = BlockKind.Residual,
        };
        using UNetModule without = new(plan, 3, 2, 3), with = new(plan with { HasStem = true }, 3, 2, 3);
        long Count(UNetModule network) => network.parameters().Sum(one => one.numel());

        // The stem has 2·4·27 weights and a norm of 4 + 4; the block after it goes from 4 to 4 and needs no shortcut (2·4 and a norm of 8).
        Assert.Equal(Count(without) + 2 * 4 * 27 + 8 + (4 * 4 - 2 * 4) * 27 - (2 * 4 + 8), Count(with));
        Assert.Equal([1, 3, 4, 4, 4], with.forward(randn([1, 2, 4, 4, 4]))[0].shape);
    }

    [Fact]
    public void Weights_of_another_network_are_refused_with_the_name_of_the_first_that_differs()
    {
        using UNetModule plain = Network(BlockKind.Plain, NormKind.Instance, 3), residual = Network(BlockKind.Residual, NormKind.Instance, 3);
        var file = new SafeTensors { Tensors = NetworkWeights.Of(plain).ToDictionary(one => one.Key, one => NetworkWeights.Export(one.Value)) };
        Assert.Contains("is missing", Assert.Throws<ModelException>(() => NetworkWeights.Import(file, residual)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_network()
    {
        using UNetModule first = Network(BlockKind.Plain, NormKind.Instance, 3), second = Network(BlockKind.Plain, NormKind.Instance, 3);
        Assert.All(NetworkWeights.Of(first), one => Assert.True(one.Value.equal(NetworkWeights.Of(second)[one.Key]).all().item<bool>(), one.Key));
    }

    [Theory]
    [InlineData(BlockKind.Plain, 3)]
    [InlineData(BlockKind.Residual, 3)]
    [InlineData(BlockKind.Residual, 2)]
    public void In_bfloat16_scores_are_those_of_binary32_to_the_precision_of_bfloat16(BlockKind block, int dimensions)
    {
        using IDisposable scope = NewDisposeScope();
        using UNetModule network = Network(block, NormKind.Instance, dimensions);
        network.eval();
        using var noGrad = no_grad();
        Tensor input = Input(dimensions), full = network.forward(input)[0].clone();
        Tensor lower = network.forward(input.to_type(ScalarType.BFloat16))[0].to_type(ScalarType.Float32);
        Assert.True((full - lower).abs().mean().item<float>() < 0.02 * full.abs().mean().item<float>() + 0.01);
    }

    private static UNetModule Network(BlockKind block, NormKind norm, int dimensions)
    {
        random.manual_seed(3);
        var plan = new NetworkPlan
        {
            Features = [8, 16, 24],
            Strides = [[1, 1, 1], [2, 2, 1], [2, 2, 2]],
            Kernels = [[3, 3, 1], [3, 3, 3], [3, 3, 3]],
            EncoderBlocks = [1, 2, 2],
            DecoderBlocks = [1, 1],
            Block = block,
            Norm = norm,
            SupervisedLevels = 2,
        };
        return new UNetModule(plan, dimensions, 2, 4);
    }

    private static Tensor Input(int dimensions) => randn(dimensions == 3 ? [2, 2, 4, 16, 8] : [2, 2, 16, 8]);
}
