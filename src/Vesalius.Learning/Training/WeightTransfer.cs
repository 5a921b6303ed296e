using TorchSharp;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;

namespace Vesalius.Learning.Training;

/// <summary>What a network took over from another model.</summary>
/// <param name="Taken">Weights that were taken over, by name.</param>
/// <param name="Fresh">Weights that begin anew, because the other model has none of this name and shape or because its classes differ.</param>
public sealed record WeightTransfer(IReadOnlyList<string> Taken, IReadOnlyList<string> Fresh)
{
    private const string Heads = "heads.";

    /// <summary>Copies what fits.</summary>
    /// <param name="network">The network that takes over.</param>
    /// <param name="weights">What is there.</param>
    /// <param name="keepsHeads">Whether the output layers are taken too.</param>
    internal static WeightTransfer Into(UNetModule network, SafeTensors weights, bool keepsHeads)
    {
        List<string> taken = [], fresh = [];
        foreach ((string name, torch.Tensor target) in NetworkWeights.Of(network))
        {
            bool fits = weights.Tensors.TryGetValue(name, out SafeTensors.Entry? entry) && entry.Shape.AsSpan().SequenceEqual(target.shape)
                && (keepsHeads || !name.StartsWith(Heads, StringComparison.Ordinal));
            if (fits)
            {
                NetworkWeights.Import(name, entry!, target);
            }

            (fits ? taken : fresh).Add(name);
        }

        return new WeightTransfer(taken, fresh);
    }

    /// <inheritdoc/>
    public override string ToString() => Fresh.Count == 0
        ? $"all {Taken.Count} weights taken over"
        : $"{Taken.Count} weights taken over, {Fresh.Count} begin anew ({string.Join(", ", Fresh.Take(4))}{(Fresh.Count > 4 ? ", …" : string.Empty)})";
}
