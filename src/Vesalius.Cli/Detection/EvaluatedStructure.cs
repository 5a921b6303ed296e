using Vesalius.Analysis.Detection;

namespace Vesalius.Cli.Detection;

/// <summary>How good the findings of one structure are, by several criteria.</summary>
internal sealed record EvaluatedStructure(
    string Name, int Images, int PositiveImages, int References, int Findings, EvaluatedStructure.Figure Auroc,
        IReadOnlyList<EvaluatedStructure.ByCriterion> Criteria)
{
    private static readonly double[] Rates = [0.125, 0.25, 0.5, 1, 2, 4, 8];

    private static readonly HitCriterion[] All =
    [
        new HitCriterion.MaskOverlap(0.5), new HitCriterion.MaskOverlap(0.25), new HitCriterion.BoxOverlap(0.4),
            new HitCriterion.Covered(0.5), new HitCriterion.Peak(),
    ];

    /// <summary>Evaluates the cases of one structure.</summary>
    public static EvaluatedStructure Of(string name, IReadOnlyList<DetectionCase> cases)
    {
        DetectionEvaluation[] all = [.. All.Select(criterion => DetectionEvaluation.Of(cases, criterion))];
        DetectionEvaluation first = all[0];
        return new EvaluatedStructure(
            name, first.Images.All, first.Images.Positive, first.Counts.References, first.Counts.Findings, Of(first.Auroc()),
                [.. all.Select(Of)]);
    }

    private static ByCriterion Of(DetectionEvaluation one) => new(
        one.Criterion.Name,
        Of(one.AveragePrecision()),
        one.Curve.AveragePrecision(PrecisionRule.ElevenPoints),
        one.Curve.AveragePrecision(PrecisionRule.HundredOnePoints),
        Of(one.MeanSensitivity()),
        [.. Rates.Select(rate => new FrocPart(rate, Of(one.SensitivityAt(rate))))],
        one.Curve.Points.Count == 0 ? double.NaN : one.Curve.Points[^1].Sensitivity,
        one.Curve.Best,
        one.Curve.Reaching(0.95));

    private static Figure Of(DetectionScore score) => new(score.Value, score.Interval.Lower, score.Interval.Upper);

    internal sealed record Figure(double Value, double Lower, double Upper);

    internal sealed record FrocPart(double FalsePerImage, Figure Sensitivity);

    internal sealed record ByCriterion(
        string Criterion, Figure AveragePrecision, double AveragePrecision11, double AveragePrecision101, Figure MeanSensitivity,
        IReadOnlyList<FrocPart> Froc, double GreatestSensitivity, DetectionPoint? BestF1, DetectionPoint? AtSensitivity95);
}
