using Vesalius.Learning.Models;
using Vesalius.Learning.Models.Checkpoints;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Exchange;

/// <summary>
/// The weights of an nnU-Net checkpoint under the names of this library's networks. Names in checkpoints are those of
/// dynamic-network-architectures; copies under other names and the heads of deep supervision are left out. The bias of a convolution that an
/// instance norm follows is left out too: the norm subtracts it again.
/// </summary>
internal sealed class NnUnetWeights
{
    private static readonly string[] Wrappers = ["module.", "_orig_mod."];

    private readonly TorchCheckpoint checkpoint;
    private readonly string path;
    private readonly Dictionary<string, TorchTensor> stored;
    private readonly SegmentationPlan plan;
    private readonly Dictionary<string, SafeTensors.Entry> weights = [];

    private NnUnetWeights(TorchCheckpoint checkpoint, string path, SegmentationPlan plan)
    {
        (this.checkpoint, this.path, this.plan) = (checkpoint, path, plan);
        stored = [];
        foreach ((string name, TorchTensor tensor) in checkpoint.Tensors("network_weights"))
        {
            stored[Unwrapped(name)] = tensor;
        }
    }

    /// <summary>Reads the weights that a plan's network has.</summary>
    /// <exception cref="ModelException">One is missing or has another shape.</exception>
    public static SafeTensors Read(TorchCheckpoint checkpoint, string path, SegmentationPlan plan)
    {
        var reader = new NnUnetWeights(checkpoint, path, plan);
        for (int level = 0; level < plan.Network.Features.Count; level++)
        {
            reader.Encoder(level);
        }

        for (int step = 0; step < plan.Network.Features.Count - 1; step++)
        {
            reader.Decoder(step);
        }

        int finest = plan.Network.Features.Count - 2;
        long[] point = [.. Enumerable.Repeat(1L, plan.Dimensions)];
        reader.Take("heads.0.weight", $"decoder.seg_layers.{finest}.weight", [plan.ClassCount, plan.Network.Features[0], .. point]);
        reader.Take("heads.0.bias", $"decoder.seg_layers.{finest}.bias", [plan.ClassCount]);
        return new SafeTensors { Tensors = reader.weights, Metadata = new Dictionary<string, string> { ["from"] = "nnU-Net" } };
    }

    private void Encoder(int level)
    {
        NetworkPlan network = plan.Network;
        long features = network.Features[level], from = level == 0 ? plan.InputCount : network.Features[level - 1];
        long[] kernel = Axes(network.Kernels[level]);
        if (network.Block == BlockKind.Plain)
        {
            for (int block = 0; block < network.EncoderBlocks[level]; block++, from = features)
            {
                Block($"encoder.{level}.{block}", $"encoder.stages.{level}.0.convs.{block}", (from, features), kernel);
            }

            return;
        }

        int stem = level == 0 && network.HasStem ? 1 : 0;
        if (stem == 1)
        {
            Block("encoder.0.0", "encoder.stem.convs.0", (from, features), kernel);
            from = features;
        }

        for (int block = 0; block < network.EncoderBlocks[level]; block++, from = features)
        {
            string ours = $"encoder.{level}.{block + stem}", theirs = $"encoder.stages.{level}.blocks.{block}";
            Block(ours + ".first", theirs + ".conv1", (from, features), kernel);
            Block(ours + ".second", theirs + ".conv2", (features, features), kernel);
            if (from != features)
            {
                int afterPooling = block == 0 && network.Strides[level].Any(step => step != 1) ? 1 : 0;
                Block(ours + ".shortcut", $"{theirs}.skip.{afterPooling}", (from, features), [.. kernel.Select(_ => 1L)]);
            }
        }
    }

    private void Decoder(int step)
    {
        NetworkPlan network = plan.Network;
        int level = network.Features.Count - 2 - step;
        long features = network.Features[level];
        string ours = $"decoder.{step}", theirs = $"decoder.stages.{step}.convs";
        Take($"{ours}.upsampling.weight", $"decoder.transpconvs.{step}.weight", [network.Features[level + 1], features, .. Axes(network.Strides[level + 1])]);
        if (network.HasUpsamplingBias)
        {
            Take($"{ours}.upsampling.bias", $"decoder.transpconvs.{step}.bias", [features]);
        }

        Block($"{ours}.join", $"{theirs}.0", (2 * features, features), Axes(network.Kernels[level]));
        for (int block = 1; block < network.DecoderBlocks[level]; block++)
        {
            Block($"{ours}.blocks.{block - 1}", $"{theirs}.{block}", (features, features), Axes(network.Kernels[level]));
        }
    }

    private void Block(string ours, string theirs, (long In, long Out) channels, long[] kernel)
    {
        Take($"{ours}.conv.weight", $"{theirs}.conv.weight", [channels.Out, channels.In, .. kernel]);
        Take($"{ours}.norm.weight", $"{theirs}.norm.weight", [channels.Out]);
        Take($"{ours}.norm.bias", $"{theirs}.norm.bias", [channels.Out]);
    }

    private void Take(string ours, string theirs, long[] shape)
    {
        TorchTensor tensor = stored.GetValueOrDefault(theirs)
            ?? throw new ModelException($"{path}: weight '{theirs}' is missing; the plans ask for it with the shape [{string.Join(", ", shape)}].");
        weights[ours] = tensor.Shape.SequenceEqual(shape) ? checkpoint.Read(tensor) : throw new ModelException(
            $"{path}: weight '{theirs}' should have the shape [{string.Join(", ", shape)}], as the plans say; it has [{string.Join(", ", tensor.Shape)}].");
    }

    private long[] Axes(IReadOnlyList<int> axes) => plan.Dimensions == 3 ? [axes[2], axes[1], axes[0]] : [axes[1], axes[0]];

    /// <summary>The name without what parallel training or compilation put before it.</summary>
    private static string Unwrapped(string name)
    {
        while (Wrappers.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } wrapper)
        {
            name = name[wrapper.Length..];
        }

        return name;
    }
}
