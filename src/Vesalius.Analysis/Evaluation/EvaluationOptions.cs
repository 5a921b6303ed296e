namespace Vesalius.Analysis.Evaluation;

/// <summary>What to evaluate, and by which conventions.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The label values to evaluate, or null for every label that either side names or contains.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>
    /// The value in reference files of voxels that nobody annotated: they count for nothing. Null when every voxel is annotated.
    /// </summary>
    public int? NotAnnotatedValue { get; init; }

    /// <summary>
    /// Per case the label values that nobody annotated in its reference: they are left out of that case. Empty when all were.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> NotAnnotated { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>
    /// The values of structures that are told by their names (folders of masks, layers), the same in all cases; null where files tell values.
    /// </summary>
    public Imaging.LabelTable? Names { get; init; }

    /// <summary>
    /// Structures made of several labels, to be evaluated instead of the labels of files, numbered from 1 in this order; null to evaluate the
    /// labels themselves.
    /// </summary>
    public IReadOnlyList<LabelUnion>? Unions { get; init; }

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

    /// <summary>Percentiles, 0 to 100, of further Hausdorff distances beside the 95th, which is always there; none by default.</summary>
    /// <exception cref="ArgumentException">A percentile is outside 0 to 100.</exception>
    public IReadOnlyList<double> HausdorffPercentiles
    {
        get;
        init => field = value.All(percent => percent is >= 0 and <= 100)
            ? value
            : throw new ArgumentException($"A percentile lies between 0 and 100; {string.Join(", ", value)} came.", nameof(value));
    } = [];

    /// <summary>How many times as important sensitivity is as precision in the F score; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beta is not above 0.</exception>
    public double Beta
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Beta is above 0.");
    } = 2;

    /// <summary>Which further families of scores to work out; those of the profile are worked out in any case.</summary>
    public MetricFamilies Families { get; init; }

    /// <summary>Whether a family is to be worked out.</summary>
    internal bool Wants(MetricFamilies family) => ((Families | Profile.Families) & family) != 0;
}
