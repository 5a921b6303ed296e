using CsCheck;
using Vesalius.Analysis.Detection;
using Vesalius.Analysis.Statistics;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Detection;

/// <summary>Every figure here can be checked with a pencil.</summary>
public sealed class DetectionCurveTests
{
    private static readonly Label Nodule = new(1, "nodule", default);
    private static readonly HitCriterion Half = new HitCriterion.MaskOverlap(0.5);

    // Two images with two references each; by falling score: hit, false, hit, repeated, hit, false. One reference is missed.
    private static readonly DetectionCase[] Pencil =
    [
        new("a", [Square(0), Square(10)], [Found(0, 0.9), Found(10, 0.7), Found(0, 0.6), Found(30, 0.8)]),
        new("b", [Square(0), Square(10)], [Found(0, 0.5), Found(20, 0.4)]),
    ];

    [Fact]
    public void The_curve_counts_hits_false_findings_and_repeated_ones()
    {
        DetectionCurve curve = DetectionEvaluation.Of(Pencil, Half).Curve;
        Assert.Equal([0.25, 0.25, 0.5, 0.5, 0.75, 0.75], curve.Points.Select(point => point.Sensitivity));
        Assert.Equal([0, 0.5, 0.5, 0.5, 0.5, 1], curve.Points.Select(point => point.FalsePerImage));
        Assert.Equal([1, 1 / 2.0, 2 / 3.0, 2 / 4.0, 3 / 5.0, 3 / 6.0], curve.Points.Select(point => point.Precision));
    }

    [Fact]
    public void Average_precision_by_each_rule()
    {
        DetectionCurve curve = DetectionEvaluation.Of(Pencil, Half).Curve;

        // Envelope: 1 up to 1/4, 2/3 up to 1/2, 3/5 up to 3/4, 0 beyond.
        Assert.Equal((1 + 2 / 3.0 + 3 / 5.0) / 4, curve.AveragePrecision(), 1e-12);
        Assert.Equal((3 * 1 + 3 * 2 / 3.0 + 2 * 3 / 5.0) / 11, curve.AveragePrecision(PrecisionRule.ElevenPoints), 1e-12);
        Assert.Equal((26 * 1 + 25 * 2 / 3.0 + 25 * 3 / 5.0) / 101, curve.AveragePrecision(PrecisionRule.HundredOnePoints), 1e-12);
    }

    [Fact]
    public void Sensitivity_is_interpolated_between_rates_of_false_findings_and_stays_beyond_the_last()
    {
        DetectionCurve curve = DetectionEvaluation.Of(Pencil, Half).Curve;
        Assert.Equal(0.25, curve.SensitivityAt(0));
        Assert.Equal(0.25, curve.SensitivityAt(0.25), 1e-12);
        Assert.Equal(0.75, curve.SensitivityAt(0.5), 1e-12);
        Assert.Equal(0.75, curve.SensitivityAt(8), 1e-12);
        Assert.Equal(((0.25 * 2) + (0.75 * 5)) / 7, curve.MeanSensitivity, 1e-12);
        Assert.Equal(0.7, curve.Reaching(0.5)!.Value.Threshold);
        Assert.Null(curve.Reaching(0.9));
        Assert.Equal(0.5, curve.Best!.Value.Threshold);
    }

    [Fact]
    public void Equal_scores_come_together()
    {
        DetectionCase[] cases = [new("a", [Square(0)], [Found(0, 0.5), Found(20, 0.5)])];
        DetectionPoint point = Assert.Single(DetectionEvaluation.Of(cases, Half).Curve.Points);
        Assert.Equal((1, 0.5, 1), (point.Sensitivity, point.Precision, point.FalsePerImage));
    }

    [Fact]
    public void The_surest_finding_chooses_first_and_takes_the_reference_it_fits_best()
    {
        var one = new DetectionCase("a", [Square(0), Square(2)], [Found(2, 0.5), Found(1, 0.9), Found(2, 0.8)]);
        Assert.Equal(
            [FindingOutcome.Repeated, FindingOutcome.Hit, FindingOutcome.Hit], FindingMatching.Of(one, new HitCriterion.MaskOverlap(0.3)));
    }

    [Theory]
    [InlineData(0, true, true, true, true)]
    [InlineData(2, false, false, true, true)]
    [InlineData(3, false, false, false, true)]
    [InlineData(4, false, false, false, false)]
    public void Criteria_agree_with_the_pencil(int shift, bool mask, bool box, bool covered, bool centres)
    {
        // Squares of four pixels a side: shifted by s they share 4 (4 − s) of 16 + 4 s.
        (Finding finding, FindingRegion reference) = (Found(shift, 0.5), Square(0));
        Assert.Equal(mask, new HitCriterion.MaskOverlap(0.5).Fit(finding, reference) is not null);
        Assert.Equal(box, new HitCriterion.BoxOverlap(0.5).Fit(finding, reference) is not null);
        Assert.Equal(covered, new HitCriterion.Covered(0.5).Fit(finding, reference) is not null);
        Assert.Equal(centres, new HitCriterion.CentreDistance(3).Fit(finding, reference) is not null);
        Assert.Equal(shift < 4, new HitCriterion.Peak().Fit(finding, reference) is not null);
    }

    [Fact]
    public void The_area_under_the_curve_of_image_scores_is_the_share_of_pairs_in_the_right_order()
    {
        static DetectionCase Scored(double score, bool isThere) => new("x", isThere ? [Square(0)] : [], []) { ImageScore = score };
        DetectionCase[] cases = [Scored(0.9, true), Scored(0.5, true), Scored(0.5, false), Scored(0.1, false), Scored(0.95, false)];

        // Of six pairs: 0.9 beats two, 0.5 beats one and ties with one.
        DetectionScore auroc = DetectionEvaluation.Of(cases, Half).Auroc();
        Assert.Equal(3.5 / 6, auroc.Value, 1e-12);
        Assert.True(auroc.Interval.Contains(auroc.Value));
        Assert.Equal(double.NaN, DetectionEvaluation.Of(cases[..2], Half).Auroc().Value);
    }

    [Fact]
    public void Intervals_hold_the_score_and_patients_widen_them()
    {
        DetectionCase[] cases = [.. Enumerable.Range(0, 24).Select(i => (i / 6 % 2 == 0 ? Pencil[0] : Pencil[1]) with { Group = $"{i}" })];
        DetectionScore alone = DetectionEvaluation.Of(cases, Half).AveragePrecision();
        DetectionCase[] grouped = [.. cases.Select((one, i) => one with { Group = $"{i / 6}" })];
        DetectionScore together = DetectionEvaluation.Of(grouped, Half, new BootstrapOptions { Method = BootstrapMethod.Percentile }).AveragePrecision();
        Assert.Equal(alone.Value, together.Value);
        Assert.True(alone.Interval.Contains(alone.Value));
        Assert.True(together.Interval.Upper - together.Interval.Lower > alone.Interval.Upper - alone.Interval.Lower);
    }

    [Fact]
    public void Without_references_scores_are_undefined_and_without_findings_they_are_none()
    {
        DetectionCurve nothing = DetectionEvaluation.Of([new("a", [], [Found(0, 0.5)])], Half).Curve;
        Assert.Equal(double.NaN, nothing.AveragePrecision());
        Assert.Equal(double.NaN, nothing.SensitivityAt(1));
        DetectionCurve silent = DetectionEvaluation.Of([new("a", [Square(0)], [])], Half).Curve;
        Assert.Equal((0, 0), (silent.AveragePrecision(), silent.SensitivityAt(1)));
        Assert.Null(silent.Best);
    }

    [Fact]
    public void Scores_lie_between_0_and_1_and_more_false_findings_never_lower_sensitivity() =>
        Gen.Select(Gen.Int[0, 40], Gen.Double[0.01, 1]).Array[0, 12].Sample(found =>
        {
            DetectionCurve curve = DetectionEvaluation.Of([new("a", [Square(0), Square(20)], [.. found.Select(one => Found(one.Item1, one.Item2))])], Half).Curve;
            double[] rates = [0, 0.5, 1, 2, 4, 8], sensitivity = [.. rates.Select(curve.SensitivityAt)];
            return curve.AveragePrecision() is >= 0 and <= 1 && sensitivity.SequenceEqual(sensitivity.Order()) && sensitivity.All(value => value is >= 0 and <= 1);
        });

    private static FindingRegion Square(int x) =>
        new(new(x, 0, 0, x + 3, 3, 0), new Volume<bool>(Grid.Planar(64, 4).Region(x, 0, 0, new Size3(4, 4, 1)), [.. Enumerable.Repeat(true, 16)]));

    private static Finding Found(int x, double score) => new(Nodule, Square(x), score) { Peak = (x, 0, 0) };
}
