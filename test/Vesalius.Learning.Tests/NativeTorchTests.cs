using TorchSharp;

namespace Vesalius.Learning.Tests;

public sealed class NativeTorchTests
{
    [Fact]
    public void Torch_loads_on_this_machine_and_convolves()
    {
        using torch.Tensor image = torch.ones([1, 1, 5, 5, 5]);
        using torch.Tensor kernel = torch.ones([1, 1, 3, 3, 3]);
        using torch.Tensor result = torch.nn.functional.conv3d(image, kernel);
        Assert.Equal([1, 1, 3, 3, 3], result.shape);
        Assert.Equal(27f, result.max().item<float>());
    }
}
