using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;
using Vesalius.Tests;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class TopologyComparisonTests
{
    /// <summary>
    /// MetricsReloaded's formula on scikit-image 0.19.3's skeletonize of the two images: 18 of 18 and 13 of 14 pixels. By Lee's rule it is 1.
    /// </summary>
    [Fact]
    public void Images_are_thinned_by_the_rule_for_images_under_metrics_reloaded()
    {
        Volume<bool> reference = DrawnMasks.Planar("""
            ....##........
            ...####.......
            ..######......
            ..######..####
            ...###########
            ....##########
            ....####..####
            ....###.......
            ...###........
            ..####........
            """);
        Volume<bool> prediction = DrawnMasks.Planar("""
            ....##........
            ...###........
            ..######......
            ..######..####
            ...######.####
            ....##########
            ....####..###.
            ....###.......
            ....##........
            ...###........
            """);
        MetricProfile profile = MetricProfile.MetricsReloaded;
        Assert.Equal(26.0 / 27, Of(profile), 1e-12);
        Assert.Equal(1, Of(profile with { PlanarThinning = null }), 1e-12);
        double Of(MetricProfile one) =>
            TopologyComparison.Of(reference, prediction, one, TestContext.Current.CancellationToken).CentrelineDice;
    }

    private static readonly Grid Box = Grid.Of(new Size3(7, 7, 7), new Spacing(1, 1, 3));

    [Fact]
    public void Known_bodies_have_their_betti_numbers()
    {
        Assert.Equal(new BettiNumbers(0, 0, 0), BettiNumbers.Of(new Volume<bool>(Box)));
        Assert.Equal(new BettiNumbers(1, 0, 0), Numbers((_, _, _) => true));
        Assert.Equal(new BettiNumbers(1, 0, 1), Numbers((x, y, z) => Math.Max(Math.Abs(x - 3), Math.Max(Math.Abs(y - 3), Math.Abs(z - 3))) == 2));
        Assert.Equal(new BettiNumbers(1, 1, 0), Numbers((x, y, z) => z == 3 && Math.Max(Math.Abs(x - 3), Math.Abs(y - 3)) == 2));
        Assert.Equal(new BettiNumbers(2, 0, 0), Numbers((x, _, _) => x is 0 or 6));
        Assert.Equal(new BettiNumbers(1, 2, 0), BettiNumbers.Of(DrawnMasks.Planar("#####\n#.#.#\n#####")));
    }

    [Fact]
    public void Touching_by_a_corner_is_a_connection_or_a_gap()
    {
        Volume<bool> diamond = DrawnMasks.Planar(".#.\n#.#\n.#.");
        Assert.Equal(new BettiNumbers(1, 1, 0), BettiNumbers.Of(diamond));
        Assert.Equal(new BettiNumbers(4, 0, 0), BettiNumbers.Of(diamond, Connectivity.Faces));
        Assert.Throws<ArgumentException>(() => BettiNumbers.Of(diamond, Connectivity.Edges));
    }

    [Fact]
    public void What_is_connected_by_vertices_is_the_complement_of_what_is_connected_by_faces() => RandomMasks.NotEmpty.Sample(mask =>
    {
        // Alexander duality within a padded box: parts of one are cavities of the other, plus the outside, and holes are holes of both.
        Size3 size = mask.Size;
        Grid padded = Grid.Of(new Size3(size.X + 4, size.Y + 4, size.Z + 4), new Spacing(1, 1, 1));
        bool Inside(int x, int y, int z) => size.Contains(x - 2, y - 2, z - 2) && mask[x - 2, y - 2, z - 2];
        bool IsRim(int x, int y, int z) => Math.Min(x, Math.Min(y, z)) == 0 || x == padded.Size.X - 1 || y == padded.Size.Y - 1 || z == padded.Size.Z - 1;
        BettiNumbers own = BettiNumbers.Of(DrawnMasks.Where(padded, Inside));
        BettiNumbers others = BettiNumbers.Of(DrawnMasks.Where(padded, (x, y, z) => !Inside(x, y, z) && !IsRim(x, y, z)), Connectivity.Faces);
        Assert.Equal((own.Parts, own.Holes, own.Cavities), (others.Cavities, others.Holes, others.Parts - 1));
    });

    [Fact]
    public void A_skeleton_has_the_betti_numbers_of_its_mask() => RandomMasks.NotEmpty.Where(mask => mask.Size.Z > 1).Sample(
        mask => Assert.Equal(BettiNumbers.Of(mask), BettiNumbers.Of(Skeleton.Of(mask))), iter: 50);

    [Fact]
    public void Centre_line_dice_sees_a_gap_that_dice_does_not()
    {
        Grid grid = Grid.Planar(41, 9);
        Volume<bool> tube = DrawnMasks.Where(grid, (_, y, _) => y is >= 2 and <= 6), thin = DrawnMasks.Where(grid, (_, y, _) => y is >= 3 and <= 5);
        Volume<bool> broken = DrawnMasks.Where(grid, (x, y, _) => y is >= 2 and <= 6 && x is < 18 or > 22);
        TopologyScores thinner = Compare(tube, thin), gap = Compare(tube, broken);
        Assert.Equal(1, thinner.CentrelineDice);
        Assert.True(Overlap.Of(tube, thin).Dice < Overlap.Of(tube, broken).Dice);
        Assert.True(gap.CentrelineDice < 1);
        Assert.Equal((0, 1), (thinner.BettiError, gap.BettiError));
    }

    [Fact]
    public void Masks_that_lie_apart_have_a_centre_line_dice_of_zero_and_empty_ones_none()
    {
        Volume<bool> one = DrawnMasks.Planar("##..."), other = DrawnMasks.Planar("...##"), none = DrawnMasks.Planar(".....");
        Assert.Equal(0, Compare(one, other).CentrelineDice);
        Assert.Equal(0, Compare(one, none).CentrelineDice);
        Assert.True(double.IsNaN(Compare(none, none).CentrelineDice));
        Assert.True(double.IsNaN(TopologyComparison.Of(one, other, MetricProfile.MetricsReloaded, TestContext.Current.CancellationToken).CentrelineDice));
    }

    private static BettiNumbers Numbers(Func<int, int, int, bool> isInside) => BettiNumbers.Of(DrawnMasks.Where(Box, isInside));

    private static TopologyScores Compare(Volume<bool> reference, Volume<bool> prediction) =>
        TopologyComparison.Of(reference, prediction, MetricProfile.DeepMind, TestContext.Current.CancellationToken);
}
