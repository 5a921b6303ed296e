using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Vesalius.Benchmarks;

/// <summary>The peer: the same 3-D U-Net in plain TorchSharp, as one would write it from the PyTorch tutorial. bench/peers/unet_step.py is its twin.</summary>
internal sealed class PlainUNet
{
    private readonly int[] features;
    private readonly List<(Parameter Weight, Parameter Gamma, Parameter Beta)[]> encoder = [];
    private readonly List<(Parameter Up, (Parameter Weight, Parameter Gamma, Parameter Beta)[] Blocks)> decoder = [];
    private readonly Parameter head;

    public PlainUNet(int[] features, int classes)
    {
        this.features = features;
        int from = 1;
        foreach (int to in features)
        {
            encoder.Add([Block(from, to), Block(to, to)]);
            from = to;
        }

        for (int level = features.Length - 2; level >= 0; level--)
        {
            decoder.Add((Weight(features[level + 1], features[level], 2, 2, 2), [Block(2 * features[level], features[level]), Block(features[level], features[level])]));
        }

        head = Weight(classes, features[0], 1, 1, 1);
    }

    public List<Parameter> Parameters { get; } = [];

    public Tensor Forward(Tensor x)
    {
        var skips = new Stack<Tensor>();
        for (int level = 0; level < encoder.Count; level++)
        {
            x = Apply(x, encoder[level][0], level == 0 ? 1 : 2);
            x = Apply(x, encoder[level][1], 1);
            skips.Push(x);
        }

        skips.Pop();
        foreach ((Parameter up, var blocks) in decoder)
        {
            x = cat([F.conv_transpose3d(x, up, null, strides: [2, 2, 2]), skips.Pop()], 1);
            x = Apply(Apply(x, blocks[0], 1), blocks[1], 1);
        }

        return F.conv3d(x, head, null);
    }

    private static Tensor Apply(Tensor x, (Parameter Weight, Parameter Gamma, Parameter Beta) block, int stride)
    {
        x = F.conv3d(x, block.Weight, null, strides: [stride, stride, stride], padding: [1, 1, 1]);
        return F.leaky_relu(F.instance_norm(x, null, null, block.Gamma, block.Beta, true, 0.1, 1e-5), 0.01, inplace: true);
    }

    private (Parameter, Parameter, Parameter) Block(int from, int to) => (Weight(to, from, 3, 3, 3), Constant(to, 1), Constant(to, 0));

    private Parameter Weight(params long[] shape)
    {
        double fan = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        var weight = new Parameter(randn(shape) * Math.Sqrt(2 / fan));
        Parameters.Add(weight);
        return weight;
    }

    private Parameter Constant(long count, double value)
    {
        var constant = new Parameter(full(count, value));
        Parameters.Add(constant);
        return constant;
    }
}
