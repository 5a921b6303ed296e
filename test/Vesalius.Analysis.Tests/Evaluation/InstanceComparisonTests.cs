using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Tests;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class InstanceComparisonTests
{
    [Fact]
    public void Panoptic_quality_of_three_parts_is_that_one_finds_with_a_pencil()
    {
        // Found with 3 of 4 pixels, missed, and one invented.
        InstanceScores scores = Compare(
            DrawnMasks.Planar("####...##...."),
            DrawnMasks.Planar("###........##"),
            new OverlapMatching());
        Assert.Equal((1, 1, 1), (scores.Found, scores.Missed, scores.Invented));
        Assert.Equal(0.75, scores.SegmentationQuality);
        Assert.Equal(0.5, scores.F1);
        Assert.Equal(0.375, scores.PanopticQuality);
        Assert.Equal(6.0 / 7, scores.Dice, 15);
        Assert.Equal((2, 2), (scores.MissedMm3, scores.InventedMm3));
        Assert.Equal(new WorldPoint(1.5, 0, 0), scores.Instances[0].Centroid);
    }

    [Fact]
    public void An_overlap_of_one_half_is_a_match_unless_the_rule_is_strict()
    {
        Volume<bool> reference = DrawnMasks.Planar("##.."), prediction = DrawnMasks.Planar("#...");
        Assert.Equal(1, Compare(reference, prediction, new OverlapMatching()).Found);
        Assert.Equal(0, Compare(reference, prediction, new OverlapMatching { IsStrict = true }).Found);
        Assert.Equal(0, Compare(reference, prediction, new OverlapMatching { LeastIou = 0.6 }).Found);
    }

    [Fact]
    public void Below_one_half_the_greater_overlap_is_matched_first_and_each_part_once()
    {
        // One reference part of 6 pixels, predicted as parts of 2 and 3.
        InstanceScores scores = Compare(DrawnMasks.Planar("######"), DrawnMasks.Planar("##.###"), new OverlapMatching { LeastIou = 0.2 });
        Assert.Equal([2], scores.Instances[0].Predictions);
        Assert.Equal((1, 0, 1), (scores.Found, scores.Missed, scores.Invented));
    }

    [Fact]
    public void Touching_by_a_corner_joins_parts_or_does_not()
    {
        Volume<bool> diagonal = DrawnMasks.Planar("#.\n.#");
        Assert.Equal(1, Compare(diagonal, diagonal, new OverlapMatching()).Found);
        Assert.Equal(2, Compare(diagonal, diagonal, (OverlapMatching)MetricProfile.Panoptica.Instances).Found);
    }

    [Fact]
    public void Lesions_whose_growths_touch_are_one_and_small_ones_do_not_count()
    {
        // Gaps of 5 and 8 voxels: three steps from both sides bridge 5 and 6, not 8. A part of 1 mm³ is ignored, and so is what was
        // predicted for it.
        Volume<bool> reference = DrawnMasks.Solid("###.....###........#"), prediction = DrawnMasks.Solid("###..............##.");
        var rule = new DilationMatching { LargestIgnoredMm3 = 1 };
        InstanceScores scores = Compare(reference, prediction, rule);
        Assert.Equal(2, scores.Instances.Count);
        Assert.Equal((1, 0, 0), (scores.Found, scores.Missed, scores.Invented));
        Assert.False(scores.Instances[1].IsCounted);
        Assert.Equal(2.0 * 3 / 9, scores.Dice, 15);
        InstanceScores apart = Compare(reference, prediction, rule with { Steps = 1 });
        Assert.Equal((1, 1, 0), (apart.Found, apart.Missed, apart.Invented));
        Assert.Equal(0.5, apart.Dice);
        Assert.Equal(374.0 / 2, apart.HausdorffPercentileMm);
    }

    [Fact]
    public void A_growth_of_steps_reaches_across_faces_and_edges_and_not_across_corners()
    {
        Volume<bool> seed = DrawnMasks.Where(Grid.Of(new Size3(9, 9, 9), new Spacing(1, 2, 3)), (x, y, z) => (x, y, z) == (4, 4, 4));
        for (int steps = 0; steps < 4; steps++)
        {
            Volume<bool> grown = StepGrowth.Of(seed, steps);
            int reach = steps;
            Volume<bool> expected = DrawnMasks.Where(seed.Grid, (x, y, z) =>
            {
                int[] away = [Math.Abs(x - 4), Math.Abs(y - 4), Math.Abs(z - 4)];
                return away.Max() <= reach && away.Sum() <= 2 * reach;
            });
            Assert.Equal(expected.Array, grown.Array);
        }
    }

    [Fact]
    public void An_invention_costs_a_dice_of_zero_and_the_penalty()
    {
        Volume<bool> reference = DrawnMasks.Solid("####................"), prediction = DrawnMasks.Solid("####..............##");
        InstanceScores scores = Compare(reference, prediction, new DilationMatching { LargestIgnoredMm3 = 0, PenaltyMm = 100 });
        Assert.Equal(1, scores.Invented);
        Assert.Equal((0.5, 50), (scores.Dice, scores.HausdorffPercentileMm));
        InstanceScores nothingThere = Compare(new Volume<bool>(reference.Grid), prediction, new DilationMatching());
        Assert.Equal((0, 374), (nothingThere.Dice, nothingThere.HausdorffPercentileMm));
        InstanceScores nothing = Compare(new Volume<bool>(reference.Grid), new Volume<bool>(reference.Grid), new DilationMatching());
        Assert.Equal((1, 0), (nothing.Dice, nothing.HausdorffPercentileMm));
    }

    [Fact]
    public void An_invention_spoils_the_territory_it_lies_in()
    {
        // The middle pixel is equally near to both parts and goes to the first.
        Volume<bool> reference = DrawnMasks.Planar("##.....##"), prediction = DrawnMasks.Planar("##..#..##");
        InstanceScores scores = Compare(reference, prediction, new TerritoryMatching());
        Assert.Equal([4.0 / 5, 1], scores.Instances.Select(part => part.Overlap.Dice));
        Assert.Equal(0.9, scores.Dice, 15);
        InstanceScores missed = Compare(reference, DrawnMasks.Planar("##......."), new TerritoryMatching());
        Assert.Equal(0.5, missed.Dice);
        Assert.Equal(double.PositiveInfinity, missed.HausdorffPercentileMm);
        InstanceScores nothingThere = Compare(new Volume<bool>(reference.Grid), prediction, new TerritoryMatching());
        Assert.Equal((0, double.PositiveInfinity), (nothingThere.Dice, nothingThere.HausdorffPercentileMm));
    }

    [Fact]
    public void A_mask_against_itself_is_perfect_under_every_rule_and_empty_ones_divide_by_nothing()
    {
        foreach (InstanceMatching rule in new InstanceMatching[] { new OverlapMatching(), new DilationMatching { LargestIgnoredMm3 = 0 }, new TerritoryMatching() })
        {
            RandomMasks.NotEmpty.Sample(
                mask =>
                {
                    var straight = new Volume<bool>(Grid.Of(mask.Size, new Spacing(1, 2, 3)), mask.Array);
                    InstanceScores scores = Compare(straight, straight, rule);
                    Assert.Equal((1, 0, 1, 1), (scores.Dice, scores.HausdorffPercentileMm, scores.F1, scores.PanopticQuality));
                },
                iter: 30);
            InstanceScores empty = Compare(DrawnMasks.Planar(".."), DrawnMasks.Planar(".."), rule);
            Assert.True(double.IsNaN(empty.F1) && double.IsNaN(empty.PanopticQuality) && double.IsNaN(empty.Sensitivity));
        }
    }

    [Fact]
    public void The_tumour_of_brats_is_made_of_its_parts()
    {
        var voxels = new Volume<ushort>(Grid.Planar(5, 1), [0, 1, 2, 3, 4]);
        LabelMap map = LabelUnion.Of(new LabelMap(voxels, LabelTable.Unnamed([1, 2, 3, 4])), LabelUnion.Brats2023);
        Assert.Equal(["WT", "TC", "ET"], map.Table.Select(label => label.Name));
        Assert.Equal([[0, 1, 1, 1, 0], [0, 2, 0, 2, 0], [0, 0, 0, 3, 0]], map.Layers.Select(layer => layer.Array));
        var setAside = new LabelMap(voxels, new LabelTable([]) { NotAnnotatedValue = 4 });
        Assert.Throws<ArgumentException>(() => LabelUnion.Of(setAside, LabelUnion.Brats2023));
    }

    // Values of bench/peers/instances.py, which states the rules once more with scipy.
    [Theory]
    [InlineData("brats2023", 1, 0, 7, 0.09409498021245574)]
    [InlineData("brats2023-met", 23, 8, 14, 0.2812795034263836)]
    [InlineData("cc-metrics", null, null, 0, 0.46123209986877145)]
    [InlineData("panoptica", 10, 37, 47, null)]
    public void Many_parts_score_as_the_rules_restated_in_another_language(string profile, int? found, int? missed, int invented, double? dice)
    {
        Volume<bool> reference = Golden("blobs_ref"), prediction = Golden("blobs_pred");
        var options = new EvaluationOptions { Profile = MetricProfile.Named(profile) };
        InstanceScores scores = InstanceComparison.Of(reference, prediction, options, TestContext.Current.CancellationToken);
        Assert.Equal((found ?? scores.Found, missed ?? scores.Missed, invented), (scores.Found, scores.Missed, scores.Invented));
        Assert.Equal(dice ?? scores.Dice, scores.Dice, 1e-12);
        if (profile == "panoptica")
        {
            Assert.Equal(0.6411022707860538, scores.SegmentationQuality, 1e-12);
            Assert.Equal(0.12328889822808727, scores.PanopticQuality, 1e-12);
        }
    }

    private static InstanceScores Compare(Volume<bool> reference, Volume<bool> prediction, InstanceMatching rule) =>
        InstanceComparison.Of(
            reference,
            prediction,
            new EvaluationOptions { Profile = MetricProfile.DeepMind with { Name = "tested", Instances = rule } },
            TestContext.Current.CancellationToken);

    private static Volume<bool> Golden(string name) =>
        VolumeFile.ReadLabels(SharedData.Require("golden", "metrics", "masks", $"{name}.nii.gz")).Voxels.Map(voxel => voxel != 0);
}
