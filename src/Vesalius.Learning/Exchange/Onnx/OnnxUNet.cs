using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Exchange.Onnx;

/// <summary>A U-Net of a plan as ONNX operators: the same computation as <see cref="Networks.UNetModule"/> in evaluation mode.</summary>
internal sealed class OnnxUNet(OnnxGraph graph, SegmentationPlan plan, SafeTensors weights, string prefix)
{
    private static readonly OnnxAttribute Epsilon = new("epsilon", Real: 1e-5f);
    private static readonly OnnxAttribute Slope = new("alpha", Real: 0.01f);

    private NetworkPlan Network => plan.Network;

    /// <summary>Adds the network.</summary>
    /// <param name="input">The name of the image.</param>
    /// <returns>The name of the scores.</returns>
    public string Apply(string input)
    {
        var skips = new Stack<string>();
        string x = input;
        for (int level = 0; level < Network.Features.Count; level++)
        {
            skips.Push(x = EncoderLevel(level, x));
        }

        skips.Pop();
        for (int step = 0; skips.Count > 0; step++)
        {
            x = DecoderLevel(step, x, skips.Pop());
        }

        int head = Network.SupervisedLevels - 1;
        return Convolution($"heads.{head}", x, Unit, Unit, hasBias: true);
    }

    private long[] Unit => [.. Enumerable.Repeat(1L, plan.Dimensions)];

    private string EncoderLevel(int level, string x)
    {
        long[] kernel = Axes(Network.Kernels[level]), stride = Axes(Network.Strides[level]);
        int stem = level == 0 && Network.HasStem ? 1 : 0;
        if (stem == 1)
        {
            x = Block("encoder.0.0", x, (kernel, Unit), activation: true);
        }

        for (int block = 0; block < Network.EncoderBlocks[level]; block++)
        {
            string name = $"encoder.{level}.{block + stem}";
            long[] step = block == 0 ? stride : Unit;
            x = Network.Block == BlockKind.Residual ? Residual(name, x, kernel, step) : Block(name, x, (kernel, step), activation: true);
        }

        return x;
    }

    private string Residual(string name, string x, long[] kernel, long[] stride)
    {
        string way = Block(name + ".second", Block(name + ".first", x, (kernel, stride), activation: true), (kernel, Unit), activation: false);
        string around = stride.All(step => step == 1) ? x
            : graph.Apply("AveragePool", [x], new OnnxAttribute("kernel_shape", stride), new OnnxAttribute("strides", stride));
        if (weights.Tensors.ContainsKey(name + ".shortcut.conv.weight"))
        {
            around = Block(name + ".shortcut", around, (Unit, Unit), activation: false);
        }

        return graph.Apply("LeakyRelu", [graph.Apply("Add", [way, around])], Slope);
    }

    private string DecoderLevel(int step, string below, string skip)
    {
        int level = Network.Features.Count - 2 - step;
        long[] kernel = Axes(Network.Kernels[level]), stride = Axes(Network.Strides[level + 1]);
        string name = $"decoder.{step}", up = name + ".upsampling";
        List<string> inputs = [below, Weight(up + ".weight")];
        if (Network.HasUpsamplingBias)
        {
            inputs.Add(Weight(up + ".bias"));
        }

        string finer = graph.Apply("ConvTranspose", inputs, new OnnxAttribute("kernel_shape", stride), new OnnxAttribute("strides", stride));
        string x = Block(name + ".join", graph.Apply("Concat", [finer, skip], new OnnxAttribute("axis", Number: 1)), (kernel, Unit), activation: true);
        for (int block = 1; block < Network.DecoderBlocks[level]; block++)
        {
            x = Block($"{name}.blocks.{block - 1}", x, (kernel, Unit), activation: true);
        }

        return x;
    }

    /// <summary>Convolution, norm, and perhaps a leaky ReLU.</summary>
    private string Block(string name, string x, (long[] Kernel, long[] Stride) size, bool activation)
    {
        x = Convolution(name + ".conv", x, size.Kernel, size.Stride, hasBias: false);
        List<string> inputs = [x, Weight(name + ".norm.weight"), Weight(name + ".norm.bias")];
        if (Network.Norm == NormKind.Batch)
        {
            inputs.AddRange([Weight(name + ".norm.running_mean"), Weight(name + ".norm.running_var")]);
        }

        x = graph.Apply(Network.Norm == NormKind.Batch ? "BatchNormalization" : "InstanceNormalization", inputs, Epsilon);
        return activation ? graph.Apply("LeakyRelu", [x], Slope) : x;
    }

    private string Convolution(string name, string x, long[] kernel, long[] stride, bool hasBias)
    {
        long[] around = [.. kernel.Select(size => size / 2)];
        string[] inputs = hasBias ? [x, Weight(name + ".weight"), Weight(name + ".bias")] : [x, Weight(name + ".weight")];
        return graph.Apply(
            "Conv", inputs, new OnnxAttribute("kernel_shape", kernel), new OnnxAttribute("strides", stride), new OnnxAttribute("pads", [.. around, .. around]));
    }

    private string Weight(string name)
    {
        SafeTensors.Entry entry = weights.Tensors.GetValueOrDefault(name)
            ?? throw new ModelException($"Weight '{name}' is missing. The weights belong to another plan.");
        return graph.Constant(prefix + name, entry.Shape, entry.Values);
    }

    private long[] Axes(IReadOnlyList<int> axes) => plan.Dimensions == 3 ? [axes[2], axes[1], axes[0]] : [axes[1], axes[0]];
}
