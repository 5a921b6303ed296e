namespace Vesalius.Analysis.Detection;

/// <summary>What was chosen on validation: which pixels belong to findings, and from which score on a finding of each structure is
/// told.</summary>
/// <param name="Threshold">The least probability of pixels.</param>
/// <param name="MinimumScore">The least score of findings, by structure; a structure that is not there has no least score.</param>
public sealed record OperatingPoint(double Threshold, IReadOnlyDictionary<string, double> MinimumScore)
{
    /// <summary>
    /// The scores of the best F1 by mask overlap (IoU 0.5 at least), structure by structure; a structure of which no finding hits is left out.
    /// </summary>
    /// <param name="threshold">The least probability of the pixels of the findings that are given.</param>
    /// <param name="cases">By structure, what was found and what is there.</param>
    public static OperatingPoint Of(double threshold, IEnumerable<KeyValuePair<string, IReadOnlyList<DetectionCase>>> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var scores = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string structure, IReadOnlyList<DetectionCase> its) in cases.Where(one => one.Value.Count > 0))
        {
            if (DetectionEvaluation.Of(its, new HitCriterion.MaskOverlap(0.5)).Curve.Best is { F1: > 0 } best)
            {
                scores[structure] = best.Threshold;
            }
        }

        return new OperatingPoint(threshold, scores);
    }
}
