using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class EvaluationComparisonTests
{
    private static readonly Evaluator Plain = new(new EvaluationOptions { Profile = MetricProfile.DeepMind });

    [Fact]
    public void Differences_are_those_one_can_work_out_with_a_pencil()
    {
        // Rods of 10 voxels; a rod of n has Dice 2n / (10 + n).
        EvaluationSummary first = Rods(10, 9, 8, 10, 7), second = Rods(8, 9, 6, 5, 6);
        var found = EvaluationComparison.Of(first, second);
        ScoreComparison dice = found.Labels[0].Find("dice")!;
        double[] differences = [1 - 16.0 / 18, 0, 16.0 / 18 - 12.0 / 16, 1 - 10.0 / 15, 14.0 / 17 - 12.0 / 16];
        Assert.Equal(differences.Average(), dice.MeanDifference, 1e-12);
        Assert.Equal((5, 4, 0), (dice.Pairs, dice.FirstBetter, dice.SecondBetter));
        Assert.Equal(2.0 / 16, dice.Test.PValue, 1e-12);
        Assert.True(dice.Interval.Lower > 0 && dice.Interval.Upper < 1.0 / 3 + 1e-12);
        Assert.Equal("case 3", found.Cases[^1].Case);
        Assert.Equal("case 1", found.Cases[0].Case);
    }

    [Fact]
    public void Both_ways_round_the_signs_turn_and_the_probabilities_stay()
    {
        EvaluationSummary first = Rods(10, 9, 8, 10, 7, 3), second = Rods(8, 9, 6, 5, 8, 4);
        ScoreComparison there = EvaluationComparison.Of(first, second).Labels[0].Find("hd95")!,
            back = EvaluationComparison.Of(second, first).Labels[0].Find("hd95")!;
        Assert.Equal(there.MeanDifference, -back.MeanDifference, 1e-12);
        Assert.Equal(there.Test.PValue, back.Test.PValue, 1e-12);
        Assert.Equal((there.FirstBetter, there.SecondBetter), (back.SecondBetter, back.FirstBetter));
    }

    [Fact]
    public void A_smaller_distance_and_a_volume_nearer_to_the_truth_are_better()
    {
        var found = EvaluationComparison.Of(Rods(9, 9), Rods(14, 14)).Labels[0];
        Assert.Equal(2, found.Find("hd95")!.FirstBetter);
        Assert.Equal(2, found.Find("volumeDifference")!.FirstBetter);
        Assert.Equal(2, found.Find("nsd1.0")!.FirstBetter);
    }

    [Fact]
    public void A_structure_missed_by_both_is_no_difference_and_one_missed_by_the_second_an_infinite_one()
    {
        ScoreComparison hd = EvaluationComparison.Of(Rods(0, 9, 8), Rods(0, 0, 8)).Labels[0].Find("hd95")!;
        Assert.Equal((3, 2), (hd.Pairs, hd.Test.Pairs - hd.Test.Unequal));
        Assert.Equal(double.NegativeInfinity, hd.MeanDifference);
        Assert.Equal((1, 0), (hd.FirstBetter, hd.SecondBetter));
    }

    [Fact]
    public void Twenty_scans_of_one_patient_are_one_witness()
    {
        EvaluationSummary first = Rods([.. Enumerable.Repeat(10, 20)]), second = Rods([.. Enumerable.Repeat(9, 20)]);
        Assert.True(EvaluationComparison.Of(first, second).MeanDice.Test.PValue < 0.001);
        ScoreComparison grouped = EvaluationComparison.Of(first, second, _ => "the patient").MeanDice;
        Assert.Equal(1, grouped.Test.Pairs);
        Assert.Equal(1, grouped.Test.PValue);
        Assert.False(grouped.Interval.IsDefined);
    }

    [Fact]
    public void Probabilities_are_adjusted_for_the_number_of_structures()
    {
        EvaluationSummary first = Pairs(8, 3), second = Pairs(6, 3);
        var found = EvaluationComparison.Of(first, second);
        ScoreComparison one = found.Labels[0].Find("dice")!, two = found.Labels[1].Find("dice")!;
        Assert.Equal(2 * one.Test.PValue, one.AdjustedPValue, 1e-12);
        Assert.Equal((1, 1), (two.Test.PValue, two.AdjustedPValue));
    }

    [Fact]
    public void Cases_of_one_side_only_are_named_and_left_out()
    {
        EvaluationSummary first = Rods(10, 9, 8), second = Plain.Summarize([.. Rods(8, 8, 8).Cases.Take(2)]);
        var found = EvaluationComparison.Of(first, second);
        Assert.Equal(["case 2"], found.OnlyInOne);
        Assert.Equal(2, found.MeanDice.Pairs);
        Assert.Throws<ArgumentException>(() => EvaluationComparison.Of(first, Plain.Summarize([])));
    }

    [Fact]
    public void Intervals_of_a_summary_hold_its_means()
    {
        EvaluationSummary summary = Rods(10, 9, 8, 10, 7, 3, 9, 6);
        var intervals = SummaryIntervals.Of(summary);
        Assert.True(intervals.MeanDice.Contains(summary.MeanDice));
        Assert.True(intervals.Of(1, "dice").Mean.Contains(summary.Labels[0].Dice.Mean));
        Assert.True(intervals.Of(1, "hd95").Median.Contains(summary.Labels[0]["hd95"].Median));
        Assert.Equal(intervals.MeanDice.Lower, intervals.Of(1, "dice").Mean.Lower, 1e-12);
        Assert.Equal(8, intervals.Groups);
        Assert.Throws<KeyNotFoundException>(() => intervals.Of(9, "dice"));
    }

    [Fact]
    public void Each_score_that_is_evaluated_has_a_direction() =>
        Assert.All(Rods(9).Labels[0].Scores, score => Assert.NotEqual(ScoreDirection.Unknown, ScoreDirections.Of(score)));

    /// <summary>Cases whose reference is a rod of 10 voxels and whose prediction is one of the given length from the same end.</summary>
    private static EvaluationSummary Rods(params int[] lengths) =>
        Plain.Summarize([.. lengths.Select((length, i) => Plain.Evaluate(Rod((1, 10)), Rod((1, length)), $"case {i}"))]);

    /// <summary>Ten cases of two structures, of ten voxels each, of which the given numbers are found.</summary>
    private static EvaluationSummary Pairs(int one, int two) =>
        Plain.Summarize([.. Enumerable.Range(0, 10)
            .Select(i => Plain.Evaluate(Rod((1, 10), (2, 10)), Rod((1, one), (2, two)), $"case {i}"))]);

    private static LabelMap Rod(params (ushort Label, int Length)[] rods)
    {
        var voxels = new Volume<ushort>(Grid.Of(new Size3(16, 5, 3), new Spacing(1, 1, 1)));
        for (int i = 0; i < rods.Length; i++)
        {
            voxels.Row(1 + 2 * i, 1)[1..(1 + rods[i].Length)].Fill(rods[i].Label);
        }

        return new LabelMap(voxels, LabelTable.Unnamed(rods.Select(rod => (int)rod.Label)));
    }
}
