using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Detection;

/// <summary>How good the findings of one structure are over many images, by one criterion.</summary>
public sealed class DetectionEvaluation
{
    private readonly IReadOnlyList<DetectionCase> cases;
    private readonly PooledFindings pooled;
    private readonly int[][] units;
    private readonly BootstrapOptions? options;

    private DetectionEvaluation(IReadOnlyList<DetectionCase> cases, HitCriterion criterion, BootstrapOptions? options)
    {
        (this.cases, this.options, Criterion) = (cases, options, criterion);
        pooled = new PooledFindings(cases, criterion);
        units = [.. Enumerable.Range(0, cases.Count).GroupBy(i => cases[i].Group ?? $"\0{i}",
            StringComparer.Ordinal).Select(group => group.ToArray())];
        Curve = pooled.Curve([.. cases.Select(_ => 1)]);
    }

    /// <summary>When a finding counts as a hit.</summary>
    public HitCriterion Criterion { get; }

    /// <summary>Sensitivity, precision and false findings for every threshold.</summary>
    public DetectionCurve Curve { get; }

    /// <summary>How many images there are, and how many of them show the structure.</summary>
    public (int All, int Positive) Images => (cases.Count, cases.Count(one => one.References.Count > 0));

    /// <summary>How many references and findings there are.</summary>
    public (int References, int Findings) Counts => pooled.Counts;

    /// <summary>Evaluates.</summary>
    /// <param name="cases">The images.</param>
    /// <param name="criterion">When a finding counts as a hit.</param>
    /// <param name="options">How intervals are made; the defaults when null. Images of one group are drawn together.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static DetectionEvaluation Of(IReadOnlyList<DetectionCase> cases, HitCriterion criterion, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(criterion);
        return cases.Count == 0
            ? throw new ArgumentException("Findings are evaluated over at least one image; none came.", nameof(cases))
            : new DetectionEvaluation(cases, criterion, options);
    }

    /// <summary>Average precision with its interval.</summary>
    public DetectionScore AveragePrecision(PrecisionRule rule = PrecisionRule.AllPoints) => Score(curve => curve.AveragePrecision(rule));

    /// <summary>The sensitivity at so many false findings per image, with its interval.</summary>
    public DetectionScore SensitivityAt(double falsePerImage) => Score(curve => curve.SensitivityAt(falsePerImage));

    /// <summary>The mean sensitivity at seven rates of false findings, with its interval.</summary>
    public DetectionScore MeanSensitivity() => Score(curve => curve.MeanSensitivity);

    /// <summary>
    /// The area under the receiver operating characteristic of the image scores: how often an image with the structure scores higher
    /// than one
    /// without, ties counted half. NaN when all images are of one kind.
    /// </summary>
    public DetectionScore Auroc()
    {
        ConfidenceInterval interval = Bootstrap.Interval(units.Length, drawn => Auroc(Times(drawn)), options);
        return new DetectionScore(Auroc([.. cases.Select(_ => 1)]), interval);
    }

    private DetectionScore Score(Func<DetectionCurve, double> figure) =>
        new(figure(Curve), Bootstrap.Interval(units.Length, drawn => figure(pooled.Curve(Times(drawn))), options));

    private int[] Times(ReadOnlySpan<int> drawn)
    {
        int[] times = new int[cases.Count];
        foreach (int unit in drawn)
        {
            foreach (int one in units[unit])
            {
                times[one]++;
            }
        }

        return times;
    }

    private double Auroc(int[] times)
    {
        int[] drawn = [.. Enumerable.Range(0, times.Length).SelectMany(i => Enumerable.Repeat(i, times[i]))];
        IReadOnlyList<double> ranks = OrderStatistics.Ranks([.. drawn.Select(i => cases[i].ImageScore)]);
        double positive = drawn.Count(i => cases[i].References.Count > 0), negative = drawn.Length - positive;
        double sum = drawn.Zip(ranks).Where(pair => cases[pair.First].References.Count > 0).Sum(pair => pair.Second);
        return positive == 0 || negative == 0 ? double.NaN : (sum - positive * (positive + 1) / 2) / (positive * negative);
    }
}
