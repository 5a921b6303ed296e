namespace Vesalius.Analysis.Detection;

/// <summary>The findings of many images, sorted once, so that curves over any selection of images are one pass each.</summary>
internal sealed class PooledFindings
{
    private readonly (double Score, int Case, FindingOutcome Outcome)[] sorted;
    private readonly int[] references;

    public PooledFindings(IReadOnlyList<DetectionCase> cases, HitCriterion criterion)
    {
        references = [.. cases.Select(one => one.References.Count)];
        sorted = [.. cases
            .SelectMany((one, i) => one.Findings.Zip(FindingMatching.Of(one, criterion), (finding, outcome) => (finding.Score, i, outcome)))
            .OrderByDescending(finding => finding.Score)];
    }

    /// <summary>How many references and findings there are.</summary>
    public (int References, int Findings) Counts => (references.Sum(), sorted.Length);

    /// <summary>The curve when each image occurs a number of times.</summary>
    public DetectionCurve Curve(ReadOnlySpan<int> times)
    {
        long total = 0, images = 0;
        for (int i = 0; i < times.Length; i++)
        {
            (total, images) = (total + (long)times[i] * references[i], images + times[i]);
        }

        var points = new List<DetectionPoint>();
        long hits = 0, repeated = 0, wrong = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            (double score, int one, FindingOutcome outcome) = sorted[i];
            hits += outcome == FindingOutcome.Hit ? times[one] : 0;
            repeated += outcome == FindingOutcome.Repeated ? times[one] : 0;
            wrong += outcome == FindingOutcome.False ? times[one] : 0;
            bool isLastOfEquals = i + 1 == sorted.Length || sorted[i + 1].Score != score;
            if (isLastOfEquals && hits + repeated + wrong > 0)
            {
                points.Add(new DetectionPoint(score, (double)hits / total, (double)hits / (hits + repeated + wrong),
                    (double)wrong / images));
            }
        }

        return new DetectionCurve(points, total);
    }
}
