using TorchSharp;
using Vesalius.Learning.Networks.Winograd;
using Xunit;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Networks;

public sealed class WinogradConvolutionTests
{
    public static TheoryData<long[], long, long[]> Shapes => new()
    {
        { [2, 16, 4, 8, 8], 16, [3, 3, 3] },
        { [1, 16, 5, 7, 9], 32, [3, 3, 3] },
        { [1, 48, 1, 3, 2], 16, [3, 3, 3] },
        { [3, 32, 6, 13, 21], 48, [3, 3, 3] },
        { [1, 64, 10, 14, 10], 64, [3, 3, 3] },
        { [2, 16, 3, 9, 12], 32, [1, 3, 3] },
        { [2, 32, 17, 30], 16, [3, 3] },
        { [1, 16, 1, 1], 16, [3, 3] },
        { [1, 16, 40, 56, 40], 16, [3, 3, 3] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Equals_the_library_s_convolution_and_its_gradients(long[] shape, long outputs, long[] kernel)
    {
        random.manual_seed(4);
        Tensor x = randn(shape), weight = randn([outputs, shape[1], .. kernel]) * Math.Sqrt(1.0 / (shape[1] * kernel.Aggregate((a, b) => a * b)));
        Tensor gradient = randn([shape[0], outputs, .. shape[2..]]);
        Tensor[] expected = Evaluate(x, weight, gradient, Reference);
        Tensor[] actual = Evaluate(x, weight, gradient, (image, w) => WinogradConvolution.Run(image, null, w, null));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].shape, actual[i].shape);
            Assert.True(RelativeError(expected[i], actual[i]) < 2e-5, $"tensor {i}: relative error {RelativeError(expected[i], actual[i]):g3}");
        }
    }

    [Fact]
    public void Two_images_side_by_side_are_convolved_as_one()
    {
        random.manual_seed(5);
        Tensor first = randn([2, 16, 5, 6, 7]), second = randn([2, 32, 5, 6, 7]), weight = randn([16, 48, 3, 3, 3]) * 0.05;
        Tensor gradient = randn([2, 16, 5, 6, 7]);
        Tensor joined = cat([first, second], 1);
        Tensor[] expected = Evaluate(joined, weight, gradient, Reference);
        first.requires_grad = second.requires_grad = true;
        Tensor w = weight.clone().requires_grad_(true), result = WinogradConvolution.Run(first, second, w, null);
        result.backward([gradient]);
        Assert.True(RelativeError(expected[0], result) < 2e-5);
        Assert.True(RelativeError(expected[1], cat([first.grad!, second.grad!], 1)) < 2e-5);
        Assert.True(RelativeError(expected[2], w.grad!) < 2e-5);
    }

    [Fact]
    public void Weights_disposed_of_twice_do_not_lend_their_memory_twice()
    {
        random.manual_seed(6);
        using var noGrad = no_grad();
        Tensor x = randn([1, 16, 4, 8, 8]), first = randn([16, 16, 3, 3, 3]), second = randn([16, 16, 3, 3, 3]);
        FrequencyWeights gone = FrequencyWeights.Forward(first);
        gone.Dispose();
        gone.Dispose();
        using FrequencyWeights a = FrequencyWeights.Forward(first), b = FrequencyWeights.Forward(second);
        Assert.True(RelativeError(Reference(x, first), WinogradConvolution.Run(x, null, first, a)) < 2e-5);
        Assert.True(RelativeError(Reference(x, second), WinogradConvolution.Run(x, null, second, b)) < 2e-5);
    }

    [Fact]
    public void Equal_runs_give_equal_bits()
    {
        random.manual_seed(6);
        Tensor x = randn([2, 16, 12, 20, 20]), weight = randn([16, 16, 3, 3, 3]), gradient = randn([2, 16, 12, 20, 20]);
        Func<Tensor, Tensor, Tensor> run = (image, w) => WinogradConvolution.Run(image, null, w, null);
        Tensor[] once = Evaluate(x, weight, gradient, run), again = Evaluate(x, weight, gradient, run);
        Assert.All(once.Zip(again), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Fact]
    public void Weights_disposed_of_twice_do_not_share_their_memory_with_later_ones()
    {
        Tensor weight = randn([16, 16, 3, 3, 3]);
        FrequencyWeights gone = FrequencyWeights.Forward(weight);
        gone.Dispose();
        gone.Dispose();
        using FrequencyWeights first = FrequencyWeights.Forward(weight), second = FrequencyWeights.Forward(weight);
        unsafe
        {
            Assert.True(first.Matrix(0, 0) != second.Matrix(0, 0));
        }
    }

    private static Tensor Reference(Tensor image, Tensor w) => w.ndim == 5
        ? nn.functional.conv3d(image, w, padding: [w.shape[2] / 2, 1, 1])
        : nn.functional.conv2d(image, w, padding: [1, 1]);

    private static Tensor[] Evaluate(Tensor x, Tensor weight, Tensor gradient, Func<Tensor, Tensor, Tensor> convolution)
    {
        Tensor image = x.clone().requires_grad_(true), w = weight.clone().requires_grad_(true);
        Tensor result = convolution(image, w);
        result.backward([gradient]);
        using var _ = no_grad();
        return [result.detach(), image.grad!, w.grad!, convolution(x, weight)];
    }

    private static double RelativeError(Tensor expected, Tensor actual) =>
        ((expected - actual).abs().max() / expected.abs().max()).item<float>();
}
