using TorchSharp.Modules;
using Vesalius.Learning.Models;
using static TorchSharp.torch;

namespace Vesalius.Learning.Networks;

/// <summary>The weights of a network, in and out of plain arrays.</summary>
internal static class NetworkWeights
{
    /// <summary>All parameters and running statistics by name.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(nn.Module network) =>
        network.named_parameters().Select(one => (one.name, value: (Tensor)one.parameter))
            .Concat(network.named_buffers().Select(one => (one.name, value: one.buffer)))
            .ToDictionary(one => one.name, one => one.value);

    /// <summary>The parameters that are learned, in a fixed order.</summary>
    public static IReadOnlyList<(string Name, Parameter Value)> Learned(nn.Module network) =>
        [.. network.named_parameters().Select(one => (one.name, one.parameter))];

    /// <summary>A tensor's values in logical order, slowest axis first.</summary>
    public static SafeTensors.Entry Export(Tensor tensor)
    {
        using IDisposable scope = NewDisposeScope();
        return new SafeTensors.Entry(tensor.shape, tensor.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray());
    }

    /// <summary>Copies an array into a tensor of the same shape.</summary>
    /// <exception cref="ModelException">The shapes differ.</exception>
    public static void Import(string name, SafeTensors.Entry entry, Tensor target)
    {
        if (!entry.Shape.AsSpan().SequenceEqual(target.shape))
        {
            throw new ModelException(
                $"Weight '{name}' should have the shape [{string.Join(", ", target.shape)}]; the file has [{string.Join(", ", entry.Shape)}]. The weights belong to another plan.");
        }

        using IDisposable scope = NewDisposeScope();
        using var noGrad = no_grad();
        target.copy_(tensor(entry.Values).reshape(entry.Shape));
    }

    /// <summary>Copies all weights of a file into a network.</summary>
    /// <exception cref="ModelException">A weight is missing or has another shape.</exception>
    public static void Import(SafeTensors file, nn.Module network, string prefix = "")
    {
        foreach ((string name, Tensor target) in Of(network))
        {
            Import(name, file.Tensors.TryGetValue(prefix + name, out SafeTensors.Entry? entry) ? entry
                : throw new ModelException($"Weight '{name}' is missing. The weights belong to another plan."), target);
        }
    }
}
