namespace Vesalius.Analysis.Detection;

/// <summary>Compares findings with references: the surest finding chooses first, and takes the reference it fits best (PASCAL
/// VOC).</summary>
public static class FindingMatching
{
    /// <summary>What became of each finding, in the order of the case's findings.</summary>
    public static IReadOnlyList<FindingOutcome> Of(DetectionCase one, HitCriterion criterion)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(criterion);
        var outcomes = new FindingOutcome[one.Findings.Count];
        bool[] isTaken = new bool[one.References.Count];
        foreach (int i in Enumerable.Range(0, outcomes.Length).OrderByDescending(i => one.Findings[i].Score))
        {
            double?[] fits = [.. one.References.Select(reference => criterion.Fit(one.Findings[i], reference))];
            int best = Enumerable.Range(0, fits.Length).Where(r => fits[r] is not null
                && !isTaken[r]).OrderByDescending(r => fits[r]).FirstOrDefault(-1);
            outcomes[i] = best >= 0 ? FindingOutcome.Hit : fits.Any(fit => fit is not null) ? FindingOutcome.Repeated
                : FindingOutcome.False;
            if (best >= 0)
            {
                isTaken[best] = true;
            }
        }

        return outcomes;
    }
}
