using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Tests.Inference;

namespace Vesalius.Learning.Tests.Confidence;

public sealed class ProbabilityCountTests
{
    // Log-odds against a background of score 0: probabilities of about 0.98, 0.88, 0.12 and 1e-9.
    private static readonly float[] OneStructure = [4, 2, -2, -20];

    [Fact]
    public void What_the_probabilities_of_a_structure_add_up_to_can_be_worked_out_by_pencil()
    {
        ProbabilityTally tally = Count(TestPlans.Of(new Size3(2, 2, 1), labels: 1), [new float[4], OneStructure], [1])[0];
        double[] p = [.. OneStructure.Select(score => 1 / (1 + Math.Exp(-score)))];
        Assert.Equal(2, tally.Found);
        Assert.Equal(p.Sum(), tally.Expected, 1e-5);
        Assert.Equal(p[0] + p[1], tally.Agreed, 1e-5);
        Assert.Equal(1.0, tally.Sure);
        Assert.Equal(3.0, tally.Possible);
        Assert.Equal(p.Sum(one => one * (1 - one)), tally.Variance, 1e-5);
        Assert.Equal(2 * (p[0] + p[1]) / (2 + p.Sum()), tally.ExpectedDice, 1e-5);
    }

    [Fact]
    public void Regions_are_counted_each_for_itself()
    {
        SegmentationPlan plan = TestPlans.Of(new Size3(2, 2, 1), labels: 2) with { Outputs = OutputKind.Regions };
        ProbabilityTally[] tallies = Count(plan, [OneStructure, [5, 5, 5, -5]], [1]);
        Assert.Equal([2.0, 3.0], tallies.Select(one => one.Found));
    }

    [Fact]
    public void A_structure_of_which_nothing_is_found_or_expected_has_no_dice() =>
        Assert.True(double.IsNaN(Count(TestPlans.Of(new Size3(2, 2, 1), labels: 1), [new float[4], [-30, -30, -30, -30]], [1])[0].ExpectedDice));

    [Fact]
    public void A_higher_temperature_makes_less_sure()
    {
        var plan = TestPlans.Of(new Size3(2, 2, 1), labels: 1);
        ProbabilityTally cool = Count(plan, [new float[4], OneStructure], [1])[0], hot = Count(plan, [new float[4], OneStructure], [3])[0];
        Assert.Equal(cool.Found, hot.Found);
        Assert.True(hot.ExpectedDice < cool.ExpectedDice && hot.ReachBelow >= cool.ReachBelow);
    }

    [Fact]
    public void Between_two_temperatures_tallies_are_interpolated()
    {
        var plan = TestPlans.Of(new Size3(2, 2, 1), labels: 1);
        float[][] scores = [new float[4], OneStructure];
        var ladder = CountAll(plan, scores, TemperatureTallies.Ladder);
        foreach (double temperature in (double[])[0.1, 0.25, 0.8, 1, 1.3, 8, 20])
        {
            ProbabilityTally exact = Count(plan, scores, [Math.Clamp(temperature, 0.25, 8)])[0];
            Assert.Equal(exact.Expected, ladder.At(temperature)[0].Expected, 0.02);
            Assert.Equal(exact.ExpectedDice, ladder.At(temperature)[0].ExpectedDice, 0.02);
        }
    }

    [Fact]
    public void The_uncertainty_of_each_voxel_is_its_entropy()
    {
        var plan = TestPlans.Of(new Size3(2, 2, 1), labels: 1);
        var entropy = new Volume<float>(Grid.Of(new Size3(2, 2, 1), new Spacing(1, 1, 1)));
        Counted(plan, [new float[4], [0, 3, -3, -40]], [1], entropy);
        Assert.Equal(1, entropy.Array[0], 1e-5);
        Assert.Equal(entropy.Array[1], entropy.Array[2], 1e-5);
        Assert.Equal(0, entropy.Array[3], 1e-5);
    }

    [Fact]
    public void Where_members_of_an_ensemble_disagree_it_is_uncertain_whatever_their_mean_score()
    {
        // Two members of the same mean: one pair agrees on a score of 3, the other says 8 and -2.
        float agreed = JudgedBy(-3, -3), disagreed = JudgedBy(-8, 2);
        Assert.Equal(Bits(1 / (1 + Math.Exp(-3))), agreed, 1e-3);
        Assert.Equal(Bits((1 / (1 + Math.Exp(-8)) + 1 / (1 + Math.Exp(2))) / 2), disagreed, 1e-3);
        Assert.True(disagreed > 3 * agreed);

        static double Bits(double p) => -p * Math.Log2(p) - (1 - p) * Math.Log2(1 - p);
    }

    /// <summary>The uncertainty of a black scan by two networks, the same with and without all scores.</summary>
    private static float JudgedBy(float one, float other)
    {
        SegmentationPlan plan = TestPlans.Of(new Size3(8, 8, 8), labels: 1);
        using var segmenter = Segmenter.Of([new CountingNetwork(one), new CountingNetwork(other)], plan, new SlidingWindowOptions());
        var scan = new Volume<float>(Grid.Of(new Size3(12, 8, 9), new Spacing(1, 1, 1)));
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Volume<float> found = segmenter.Judge(() => [scan], keepUncertainty: true, cancellation: cancellation).Uncertainty!;
        Assert.Equal(found.Array, segmenter.Segment(scan, cancellation: cancellation).Scores.UncertaintyOnto(scan.Grid).Array);
        return found.Array[0];
    }

    private static ProbabilityTally[] Count(SegmentationPlan plan, float[][] scores, double[] temperatures) =>
        CountAll(plan, scores, temperatures).Tallies[0];

    private static TemperatureTallies CountAll(SegmentationPlan plan, float[][] scores, IReadOnlyList<double> temperatures) =>
        Counted(plan, scores, temperatures, null).Tallies;

    private static ProbabilityCount Counted(SegmentationPlan plan, float[][] scores, IReadOnlyList<double> temperatures, Volume<float>? entropy)
    {
        // Two planes of two voxels each.
        var count = new ProbabilityCount(plan, temperatures, entropy) { Plane = 2 };
        count.Read(new ScoreSlab(0, 2, new ClassRange(0, plan.ClassCount), scores), TestContext.Current.CancellationToken);
        return count;
    }
}
