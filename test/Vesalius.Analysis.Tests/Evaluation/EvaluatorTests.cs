using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly Grid Row = Grid.Of(new Size3(6, 1, 1), new Spacing(1, 1, 2));

    [Fact]
    public void Every_label_that_either_side_has_is_judged_under_the_name_of_the_reference()
    {
        LabelMap reference = Map(LabelTable.Named([new(1, "liver")]), 0, 1, 1, 0, 0, 0);
        LabelMap prediction = Map(LabelTable.Unnamed([1]), 0, 1, 0, 0, 7, 7);
        CaseEvaluation one = Evaluate(reference, prediction);
        Assert.Equal(["liver", "label 7"], one.Labels.Select(entry => entry.Name));
        Assert.Equal(2.0 / 3, one.Find(1)!.Overlap.Dice, 15);
        Assert.Equal(4, one.Find(1)!.ReferenceVolumeMm3);
        Assert.Equal(Presence.OnlyPrediction, one.Find(7)!.Presence);
    }

    [Fact]
    public void A_structure_that_was_not_annotated_in_a_scan_is_not_judged_there()
    {
        var table = new LabelTable(LabelTable.Named([new(1, "liver"), new(2, "spleen")])) { NotAnnotated = ["spleen"] };
        CaseEvaluation one = Evaluate(Map(table, 0, 1, 1, 0, 0, 0), Map(table, 0, 1, 1, 2, 2, 0));
        Assert.Equal([1], one.Labels.Select(entry => entry.Label));
        Assert.Equal([2], one.NotAnnotated);
    }

    [Fact]
    public void Overlapping_layers_are_judged_structure_by_structure()
    {
        var table = new LabelTable([new(1, "whole", default), new(2, "part", default, 1)]);
        var reference = new LabelMap([Voxels(1, 1, 1, 1, 0, 0), Voxels(0, 2, 2, 0, 0, 0)], table);
        LabelMap prediction = Map(LabelTable.Unnamed([1, 2]), 1, 2, 1, 1, 0, 0);
        CaseEvaluation one = Evaluate(reference, prediction);
        Assert.Equal(new Overlap(3, 1, 0) { Neither = 2 }, one.Find(1)!.Overlap);
        Assert.Equal(new Overlap(1, 1, 0) { Neither = 4 }, one.Find(2)!.Overlap);
    }

    [Fact]
    public void A_mean_says_over_how_many_cases_it_was_taken()
    {
        LabelTable none = LabelTable.Empty;
        CaseEvaluation[] cases =
        [
            Evaluate(Map(none, 1, 1, 0, 0, 0, 0), Map(none, 1, 1, 0, 0, 0, 0)),
            Evaluate(Map(none, 1, 1, 2, 0, 0, 0), Map(none, 0, 0, 0, 2, 0, 0)),
            Evaluate(Map(none, 0, 0, 0, 0, 0, 0), Map(none, 0, 0, 0, 0, 0, 0)),
        ];
        EvaluationSummary summary = new Evaluator().Summarize(cases);
        Assert.All(summary.Labels, label => Assert.Equal(3, label.Dice.Cases));
        Assert.Equal(2, summary.Labels[0].Dice.Defined);
        Assert.Equal(0.5, summary.Labels[0].Dice.Mean);
        Assert.Equal(1, summary.Labels[1].Dice.Defined);
        Assert.Equal(2, summary.Labels[1].Count(Presence.Neither));
        Assert.Equal(0.25, summary.MeanDice);
        Assert.Equal(0, summary.WorstFirst.First().MeanDice);
    }

    [Fact]
    public void A_distribution_leaves_undefined_scores_out_and_keeps_infinite_ones()
    {
        Distribution known = Distribution.Of([1, 2, double.NaN, 3, 10]);
        Assert.Equal((5, 4), (known.Cases, known.Defined));
        Assert.Equal(4, known.Mean);
        Assert.Equal(Math.Sqrt(50.0 / 3), known.StandardDeviation, 12);
        Assert.Equal((1, 1.75, 2.5, 4.75, 10), (known.Minimum, known.LowerQuartile, known.Median, known.UpperQuartile, known.Maximum));
        Distribution missed = Distribution.Of([1, double.PositiveInfinity]);
        Assert.Equal(double.PositiveInfinity, missed.Mean);
        Assert.Equal(1, missed.Minimum);
        Assert.True(double.IsNaN(Distribution.Of([double.NaN]).Mean));
    }

    private static CaseEvaluation Evaluate(LabelMap reference, LabelMap prediction) =>
        new Evaluator().Evaluate(reference, prediction, "case", TestContext.Current.CancellationToken);

    private static LabelMap Map(LabelTable table, params ushort[] voxels) => new(Voxels(voxels), table);

    private static Volume<ushort> Voxels(params ushort[] voxels) => new(Row, voxels);
}
