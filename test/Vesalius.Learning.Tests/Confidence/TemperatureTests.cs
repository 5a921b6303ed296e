using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Confidence;

public sealed class TemperatureTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    public void The_temperature_by_which_scores_are_too_great_is_found(double temperature)
    {
        ScoredVoxels[] scans = [.. Enumerable.Range(0, 4).Select(i => Drawn(i, temperature))];
        var record = TemperatureRecord.Of(scans, [0, 1, 2, 3]);
        Assert.InRange(record.Temperature, 0.9 * temperature, 1.1 * temperature);
        Assert.InRange(record.ErrorAfter!.Value, 0, 0.02);
        if (temperature != 1)
        {
            Assert.True(record.ErrorAfter < record.ErrorBefore, $"{record}");
            Assert.True(record.NegativeLogLikelihoodAfter < record.NegativeLogLikelihoodBefore, $"{record}");
        }
    }

    [Fact]
    public void Structures_that_may_overlap_are_questions_of_yes_or_no_each()
    {
        // Two structures on a row of 60 mm: the mask is two layers, of which the second is not annotated at its end.
        Grid grid = Grid.Of(new Size3(60, 1, 1), new Spacing(1, 1, 1));
        var first = new Volume<ushort>(grid, [.. Enumerable.Range(0, 60).Select(x => (ushort)(x < 4 ? 10 : 0))]);
        var second = new Volume<ushort>(grid, [.. Enumerable.Range(0, 60).Select(x => (ushort)(x is 2 or 3 ? 20 : x >= 58 ? 99 : 0))]);
        SegmentationPlan plan = TestPlans.Of(new Size3(4, 4, 4), labels: 2) with { Outputs = OutputKind.Overlapping, NotAnnotatedValue = 99 };
        var truth = new LabelMap([first, second], new LabelTable([new Label(10, "one", default), new Label(20, "other", default, 1)]));
        var scan = new PreparedScan(grid, 1, new float[60]) { Placement = ScanPlacement.Whole(grid) };
        IReadOnlyList<WorkingTruth> truths = WorkingTruth.OfEach(scan, truth, plan, TestContext.Current.CancellationToken);
        Assert.Equal([1, 1, 0, WorkingTruth.NotAnnotated], [truths[0][0], truths[0][3], truths[0][4], truths[0][59]]);
        Assert.Equal([0, 1, 0, WorkingTruth.NotAnnotated], [truths[1][0], truths[1][3], truths[1][4], truths[1][58]]);

        var kept = new ScoredVoxels(2, 1000, 1);
        float[][] scores = [[.. Enumerable.Repeat(-1f, 60)], [.. Enumerable.Range(0, 60).Select(x => x == 40 ? 3f : -2f)]];
        new StructureSampling(truths, kept, 60).Read(new ScoreSlab(0, 1, new ClassRange(0, 2), scores), TestContext.Current.CancellationToken);

        // Within 10 mm of the first 14 voxels, of the second 14, and one far away that was given to it.
        Assert.Equal(14 + 14 + 1, kept.Count);
        Assert.Equal(4 + 2, Enumerable.Range(0, kept.Count).Count(i => kept.Truth(i) == 1));
        Assert.All(Enumerable.Range(0, kept.Count), i => Assert.Equal(0f, kept.Scores(i)[0]));
        Assert.Contains(Enumerable.Range(0, kept.Count), i => kept.Scores(i)[1] == 3 && kept.Truth(i) == 0);
    }

    [Fact]
    public void Without_voxels_probabilities_stay_as_they_are() =>
        Assert.Equal(TemperatureRecord.None, TemperatureRecord.Of([new ScoredVoxels(3, 10, 1)], [0]));

    [Fact]
    public void A_temperature_never_changes_which_class_is_best() =>
        Gen.Select(Gen.Float[-30, 30].Array[2, 6], Gen.Double[0.25, 8]).Sample((scores, temperature) =>
        {
            float[] p = new float[scores.Length], q = new float[scores.Length];
            Probabilities.Of(OutputKind.Exclusive, scores, temperature, p);
            Probabilities.Of(OutputKind.Regions, scores, temperature, q);
            int best = Array.IndexOf(scores, scores.Max());
            Assert.Equal(p.Max(), p[best]);
            Assert.InRange(p.Sum(), 0.999f, 1.001f);
            Assert.All(Enumerable.Range(0, scores.Length), i => Assert.Equal(scores[i] > 0, q[i] > 0.5f || (scores[i] > 0 && q[i] >= 0.5f)));
        });

    [Fact]
    public void Entropy_is_one_bit_for_a_coins_toss_and_none_where_all_is_certain()
    {
        Assert.Equal(1, Probabilities.EntropyBits(OutputKind.Exclusive, [0.5f, 0.5f, 0]), 1e-6);
        Assert.Equal(0, Probabilities.EntropyBits(OutputKind.Exclusive, [0, 1, 0]), 1e-6);
        Assert.Equal(1, Probabilities.EntropyBits(OutputKind.Regions, [0.5f, 1]), 1e-6);
    }

    [Fact]
    public void Of_many_voxels_all_have_the_same_chance_to_be_kept()
    {
        var kept = new ScoredVoxels(1, 500, 7);
        for (int i = 0; i < 10_000; i++)
        {
            kept.Offer([i], 0);
        }

        Assert.Equal(500, kept.Count);
        Assert.InRange(Enumerable.Range(0, 500).Average(i => kept.Scores(i)[0]), 4500, 5500);
    }

    /// <summary>Voxels whose true class is drawn from the softmax of scores that are then multiplied by the temperature.</summary>
    private static ScoredVoxels Drawn(int seed, double temperature)
    {
        var random = new Random(seed);
        var voxels = new ScoredVoxels(3, 4000, seed);
        for (int i = 0; i < 4000; i++)
        {
            float[] scores = [.. Enumerable.Range(0, 3).Select(_ => (float)(4 * random.NextDouble() - 2))], p = new float[3];
            Probabilities.Of(OutputKind.Exclusive, scores, 1, p);
            double draw = random.NextDouble();
            int truth = draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2;
            voxels.Offer([.. scores.Select(score => (float)(score * temperature))], truth);
        }

        return voxels;
    }
}
