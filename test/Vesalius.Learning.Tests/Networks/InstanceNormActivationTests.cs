using TorchSharp;
using Vesalius.Learning.Networks.Native;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Networks;

public sealed class InstanceNormActivationTests
{
    [Theory]
    [InlineData(16, 3, 0.01f)]
    [InlineData(32, 3, 1f)]
    [InlineData(20, 2, 0.01f)]
    [InlineData(3, 3, 0.01f)]
    public void The_fused_step_and_its_gradients_equal_the_separate_operations(int channels, int dimensions, float slope)
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(7);
        long[] shape = dimensions == 3 ? [2, channels, 5, 6, 7] : [2, channels, 13, 9];
        Tensor data = randn(shape) * 3 + 1, upstream = randn(shape), gamma = rand(channels) + 0.5, beta = randn(channels);

        Tensor[] Run(Func<Tensor, Tensor, Tensor, Tensor> step)
        {
            Tensor x = data.clone().requires_grad_(true), g = gamma.clone().requires_grad_(true), b = beta.clone().requires_grad_(true);
            Tensor y = step(x, g, b);
            (y * upstream).sum().backward();
            return [y, x.grad!, g.grad!, b.grad!];
        }

        Tensor[] separate = Run((x, g, b) => nn.functional.leaky_relu(nn.functional.instance_norm(x, null, null, g, b, true, 0.1, 1e-5), slope));
        Tensor[] fused = Run((x, g, b) => InstanceNormActivation.Run(x, g, b, slope));
        foreach ((Tensor expected, Tensor actual) in separate.Zip(fused))
        {
            Assert.True(expected.allclose(actual, 1e-4, 2e-4), $"largest difference {(expected - actual).abs().max().item<float>()}");
        }
    }

    [Fact]
    public void In_bfloat16_the_result_is_that_of_binary32_to_the_precision_of_bfloat16()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(7);
        Tensor x = randn([2, 16, 4, 5, 6]).to_type(ScalarType.BFloat16), gamma = rand(16) + 0.5, beta = randn(16);
        Tensor lower = InstanceNormActivation.Run(x.clone().requires_grad_(true), gamma, beta, 0.01f).to_type(ScalarType.Float32);
        Tensor full = InstanceNormActivation.Run(x.to_type(ScalarType.Float32).requires_grad_(true), gamma, beta, 0.01f);
        Assert.True(full.allclose(lower, 1e-2, 1e-2));
    }

    [Fact]
    public void Without_gradients_the_result_is_the_same()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(7);
        Tensor x = randn([1, 16, 4, 5, 6]), gamma = rand(16) + 0.5, beta = randn(16);
        Tensor learning = InstanceNormActivation.Run(x.clone().requires_grad_(true), gamma, beta, 0.01f).detach();
        using var noGrad = no_grad();
        Assert.True(learning.equal(InstanceNormActivation.Run(x.clone(), gamma, beta, 0.01f)).all().item<bool>());
    }
}
