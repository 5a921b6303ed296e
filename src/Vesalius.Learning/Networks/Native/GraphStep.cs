using static TorchSharp.torch;

namespace Vesalius.Learning.Networks.Native;

/// <summary>
/// How a step of the autograd graph that is written in C# is taken. TorchSharp keeps the handles of all that passes through such a step, and a
/// tensor as large as its output, until the scope of the whole training step ends; the graph itself needs them much shorter. Here they go as
/// soon as the graph holds what it needs, so that memory is used again while it is still in the cache.
/// </summary>
internal static class GraphStep
{
    [ThreadStatic]
    private static List<Tensor>? returned;

    /// <summary>Applies a function and keeps its result only.</summary>
    public static Tensor Forward(Func<Tensor> apply)
    {
        using var scope = NewDisposeScope();
        return apply().MoveToOuterDisposeScope();
    }

    /// <summary>Works out the gradients of a function's inputs, and lets go of all else: of its output's gradient, and of what the step before returned.</summary>
    /// <param name="gradient">The gradient of the function's output.</param>
    /// <param name="work">Gives one gradient for each input, null where there is none.</param>
    public static List<Tensor> Backward(Tensor gradient, Func<List<Tensor>> work)
    {
        // The graph took its own hold of these when the function that made them had returned.
        returned?.ForEach(one => one?.Dispose());
        using var scope = NewDisposeScope();
        returned = work();
        returned.ForEach(one => one?.MoveToOuterDisposeScope());
        if (!returned.Contains(gradient))
        {
            gradient.Dispose();
        }

        return returned;
    }
}
