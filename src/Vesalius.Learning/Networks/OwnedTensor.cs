using static TorchSharp.torch;

namespace Vesalius.Learning.Networks;

/// <summary>Features that only the next layer needs.</summary>
internal static class OwnedTensor
{
    /// <summary>Hands features to the next layer and lets go of them, unless the layer worked in their own memory. What a graph needs, it holds itself.</summary>
    public static Tensor Into(this Tensor features, Func<Tensor, Tensor> layer)
    {
        Tensor result = layer(features);
        if (!ReferenceEquals(result, features))
        {
            features.Dispose();
        }

        return result;
    }
}
