using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Inference;

/// <summary>How a window slides over a scan.</summary>
public sealed record SlidingWindowOptions
{
    private readonly double step = 0.5;

    /// <summary>How far one window lies from the next, as a share of its size: 0.5 by default; nearer 1 is faster and less exact.</summary>
    public double Step
    {
        get => step;
        init => step = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A step lies above 0 and at most at 1.");
    }

    /// <summary>Whether each window is also seen mirrored along the plan's mirror axes, and the scores averaged: several times slower, a little more exact.</summary>
    public bool Mirror { get; init; }

    /// <summary>In which number format activations are computed.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>How many bytes of memory the process may take while it labels a scan; null for as much as it needs.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>
    /// Whether a coarse pass first finds where to look, and the fine pass sees only that part of the scan. A structure that the coarse pass misses
    /// altogether, far from all that it finds, is missed.
    /// </summary>
    public bool CoarseFirst { get; init; }

    /// <summary>Whether windows that see nothing but air are background without being looked at: for CT, where nothing that is wanted lies in air alone.</summary>
    public bool SkipAir { get; init; }

    /// <summary>The names of the structures that are wanted; empty for all. Of several joined models those that find none of them are not run.</summary>
    public IReadOnlyList<string> Structures { get; init; } = [];

    /// <summary>Processor threads for the network; all of them by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
