namespace Vesalius.Learning.Inference;

/// <summary>Finished scores of some planes of the working grid. Its memory is used again for the next slab.</summary>
/// <param name="First">The first plane.</param>
/// <param name="Count">How many planes.</param>
/// <param name="Classes">Which classes.</param>
/// <param name="Values">Per class the scores, [Z, Y, X], from the first plane; more may follow that are not finished.</param>
internal sealed record ScoreSlab(int First, int Count, ClassRange Classes, float[][] Values)
{
    /// <summary>The same of each network of an ensemble, whose mean <see cref="Values"/> are; empty where they were not asked for.</summary>
    public IReadOnlyList<float[][]> Members { get; init; } = [];
}
