namespace Vesalius.Analysis.Evaluation;

/// <summary>What to evaluate, and by which conventions.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The label values to evaluate, or null for every label that either side names or contains.</summary>
    public IReadOnlyList<int>? Labels { get; init; }
}
