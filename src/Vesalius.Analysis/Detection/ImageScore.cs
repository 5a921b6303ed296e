namespace Vesalius.Analysis.Detection;

/// <summary>How sure it is that an image shows a structure at all.</summary>
public static class ImageScore
{
    /// <summary>The score of the surest finding; 0 without one.</summary>
    public static double Maximum(IEnumerable<Finding> findings) => findings.Select(finding => finding.Score).DefaultIfEmpty(0).Max();

    /// <summary>The chance that at least one is right, were they independent: 1 − Π(1 − score); 0 without one.</summary>
    public static double NoisyOr(IEnumerable<Finding> findings) =>
        1 - findings.Aggregate(1.0, (none, finding) => none * (1 - finding.Score));
}
