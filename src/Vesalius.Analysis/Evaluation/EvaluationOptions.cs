namespace Vesalius.Analysis.Evaluation;

/// <summary>What to evaluate, and by which conventions.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The label values to evaluate, or null for every label that either side names or contains.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>The value in reference files of voxels that nobody annotated: they count for nothing. Null when every voxel is annotated.</summary>
    public int? NotAnnotatedValue { get; init; }

    /// <summary>
    /// Per case the label values that nobody annotated in its reference: they are left out of that case. Empty when all were.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> NotAnnotated { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>The conventions of the scores.</summary>
    public MetricProfile Profile { get; init; } = MetricProfile.DeepMind;

    /// <summary>The tolerances in millimetres at which surfaces are held to agree; 1 and 2 mm by default.</summary>
    /// <exception cref="ArgumentException">A tolerance is negative or no number.</exception>
    public IReadOnlyList<double> TolerancesMm
    {
        get;
        init => field = value.All(tolerance => tolerance >= 0)
            ? value
            : throw new ArgumentException($"A tolerance is 0 mm or more; {string.Join(", ", value)} came.", nameof(value));
    } = [1, 2];

    /// <summary>The percentile of the robust Hausdorff distance, 0 to 100; 95 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The percentile is outside 0 to 100.</exception>
    public double HausdorffPercentile
    {
        get;
        init => field = value is >= 0 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A percentile lies between 0 and 100.");
    } = 95;
}
