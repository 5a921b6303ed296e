namespace Vesalius.Analysis.Evaluation;

/// <summary>How well the structures of one case were segmented.</summary>
/// <param name="Case">The name of the case: the stem of its files.</param>
/// <param name="Labels">One entry per structure, ascending by label value.</param>
public sealed record CaseEvaluation(string Case, IReadOnlyList<LabelEvaluation> Labels)
{
    /// <summary>Label values that were left out because the reference says nobody annotated them in this scan.</summary>
    public IReadOnlyList<int> NotAnnotated { get; init; } = [];

    /// <summary>Whether the case is a planar image: its volumes are areas, in mm².</summary>
    public bool IsPlanar { get; init; }

    /// <summary>The mean Dice over the structures for which it is defined; NaN when there is none.</summary>
    public double MeanDice => Distribution.Of(Labels.Select(label => label.Dice)).Mean;

    /// <summary>The entry of a label value, or null.</summary>
    public LabelEvaluation? Find(int label) => Labels.FirstOrDefault(entry => entry.Label == label);

    /// <summary>
    /// The same case with an entry for every given structure: those it has no entry for are in neither mask, unless nobody annotated them.
    /// </summary>
    internal CaseEvaluation Completed(IEnumerable<LabelEvaluation> known, EvaluationOptions options)
    {
        var missing = known.Where(entry => Find(entry.Label) is null && !NotAnnotated.Contains(entry.Label));
        return this with { Labels = [.. Labels.Concat(missing.Select(entry => entry.Absent(options))).OrderBy(entry => entry.Label)] };
    }
}
