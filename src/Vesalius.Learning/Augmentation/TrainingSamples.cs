using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Augmentation;

/// <summary>
/// The endless sequence of training patches of a set of cases. Every sample depends on the seed and its own index alone: they may be drawn in
/// any order, on any thread, and again after a restart.
/// </summary>
public sealed class TrainingSamples
{
    private readonly IReadOnlyList<PreparedCase> cases;
    private readonly PatchSampler sampler;
    private readonly long seed;

    /// <summary>The sequence of a set of cases.</summary>
    /// <param name="cases">The cases, at least one; reading one twice must give the same.</param>
    /// <param name="sampler">How patches are drawn from them.</param>
    /// <param name="seed">Which sequence.</param>
    /// <exception cref="ArgumentException">There are no cases.</exception>
    public TrainingSamples(IReadOnlyList<PreparedCase> cases, PatchSampler sampler, long seed)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(sampler);
        if (cases.Count == 0)
        {
            throw new ArgumentException("Training samples are drawn from at least one case; none came.", nameof(cases));
        }

        this.cases = cases;
        this.sampler = sampler;
        this.seed = seed;
    }

    /// <summary>Which cases and structures are drawn more often; null for all alike.</summary>
    public RareStructures? Rare { get; init; }

    /// <summary>
    /// One sample. Every run of as many samples as there are cases shows each case once, in an order of its own (more often those with rare
    /// structures, in runs that are longer by that); every third sample shows a structure.
    /// </summary>
    /// <param name="index">Its place in the sequence, 0 or more: epoch × samples per epoch + place in the epoch.</param>
    public TrainingSample Sample(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return sampler.Sample(cases[CaseOf(index)], new RandomSource(seed, index), showStructure: index % PatchSampler.ForegroundEvery == 0, Rare);
    }

    private int CaseOf(long index)
    {
        int length = Rare?.RoundLength ?? cases.Count;
        long round = index / length;
        int[] shuffled = Rare?.Round(new RandomSource(seed, ~round)) ?? [.. Enumerable.Range(0, cases.Count)];
        new RandomSource(~seed, round).Shuffle(shuffled);
        return shuffled[index % length];
    }
}
