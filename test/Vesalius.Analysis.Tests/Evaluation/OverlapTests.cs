using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class OverlapTests
{
    private static readonly Gen<Overlap> AnyOverlap = Gen.Select(
        Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000],
        (both, r, p, neither) => new Overlap(both, r, p) { Neither = neither });

    [Fact]
    public void The_scores_of_a_small_table_are_those_one_finds_with_a_pencil()
    {
        var overlap = new Overlap(Both: 6, OnlyReference: 2, OnlyPrediction: 4) { Neither = 88 };
        Assert.Equal(12.0 / 18, overlap.Dice, 15);
        Assert.Equal(6.0 / 12, overlap.Iou, 15);
        Assert.Equal(6.0 / 8, overlap.Sensitivity, 15);
        Assert.Equal(6.0 / 10, overlap.Precision, 15);
        Assert.Equal(88.0 / 92, overlap.Specificity, 15);
        Assert.Equal(2.0 / 8, overlap.VolumeDifference, 15);
        Assert.Equal(1 - (2.0 / 18), overlap.VolumeSimilarity, 15);
        Assert.Equal(((6.0 * 88) - 8) / Math.Sqrt(10.0 * 8 * 92 * 90), overlap.Mcc, 14);
        Assert.Equal((0.94 - 0.836) / (1 - 0.836), overlap.Kappa, 14);
        Assert.Equal(30.0 / (30 + 8 + 4), overlap.FBeta(2), 15);
        Assert.Equal(88.0 / 90, overlap.NegativePredictiveValue, 15);
        Assert.Equal(0.94, overlap.Accuracy, 15);
        Assert.Equal(((6.0 / 8) + (88.0 / 92)) / 2, overlap.BalancedAccuracy, 15);
        Assert.Equal((6.0 / 8) + (88.0 / 92) - 1, overlap.Youden, 15);
        Assert.Equal(6.0 / 8 / (4.0 / 92), overlap.PositiveLikelihoodRatio, 12);
        Assert.Equal((6 - (0.5 * 4)) / 100, overlap.NetBenefit(0.5), 15);
    }

    [Fact]
    public void A_score_without_a_denominator_is_not_a_number()
    {
        Overlap empty = new(0, 0, 0) { Neither = 10 };
        Assert.All(
            new[] { empty.Dice, empty.Iou, empty.Sensitivity, empty.Precision, empty.VolumeDifference, empty.VolumeSimilarity, empty.Mcc, empty.Kappa, empty.FBeta(1) },
            score => Assert.True(double.IsNaN(score)));
        Assert.Equal(0, new Overlap(0, 5, 0).Dice);
        Assert.True(double.IsNaN(new Overlap(0, 5, 0).Precision));
        Assert.True(double.IsNaN(new Overlap(3, 5, 1).Specificity));
    }

    [Fact]
    public void Dice_and_intersection_over_union_say_the_same_thing() => AnyOverlap.Where(o => o.Reference + o.Prediction > 0).Sample(overlap =>
    {
        Assert.Equal(2 * overlap.Iou / (1 + overlap.Iou), overlap.Dice, 1e-12);
        Assert.Equal(overlap.Dice, overlap.FBeta(1), 1e-12);
    });

    [Fact]
    public void Exchanging_the_masks_exchanges_precision_and_sensitivity() => AnyOverlap.Sample(overlap =>
    {
        Overlap swapped = overlap with { OnlyReference = overlap.OnlyPrediction, OnlyPrediction = overlap.OnlyReference };
        Assert.Equal(overlap.Precision, swapped.Sensitivity);
        Assert.Equal(overlap.Dice, swapped.Dice);
        Assert.Equal(overlap.Mcc, swapped.Mcc, 1e-12);
        Assert.Equal(overlap.Kappa, swapped.Kappa, 1e-12);
    });

    [Fact]
    public void Two_masks_are_counted_as_a_loop_counts_them() => Gen.Select(Gen.Bool.Array[77], Gen.Bool.Array[77]).Sample((reference, prediction) =>
    {
        Grid grid = Grid.Of(new Size3(11, 7, 1), new Spacing(1, 1, 1));
        Overlap overlap = Overlap.Of(new Volume<bool>(grid, reference), new Volume<bool>(grid, prediction));
        var pairs = reference.Zip(prediction).ToArray();
        Assert.Equal(pairs.Count(v => v is (true, true)), overlap.Both);
        Assert.Equal(pairs.Count(v => v is (true, false)), overlap.OnlyReference);
        Assert.Equal(pairs.Count(v => v is (false, true)), overlap.OnlyPrediction);
        Assert.Equal(pairs.Count(v => v is (false, false)), overlap.Neither);
    });
}
