using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

/// <summary>Each convention, on the smallest pair of masks on which it makes a difference.</summary>
public sealed class ConventionTests
{
    private static readonly SurfaceConvention Voxels = MetricProfile.Monai.Surface!;

    [Fact]
    public void Beyond_the_edge_is_background_or_unknown()
    {
        Volume<bool> reference = DrawnMasks.Planar("###...\n###...\n###..."), prediction = DrawnMasks.Planar("####..\n####..\n####..");

        // With background beyond, the rim along the edge is surface, and most of it agrees. With nothing known, only the straight front is
        // left.
        SurfaceScores closed = Score(reference, prediction, Voxels), open = Score(reference, prediction, Voxels with { Outside = OutsideRule.Unknown });
        Assert.Equal((8, 10), (closed.ReferenceSurface, closed.PredictionSurface));
        Assert.Equal((3, 3), (open.ReferenceSurface, open.PredictionSurface));
        Assert.Equal(1, open.AssdMm);
        Assert.True(closed.AssdMm < 0.5);
    }

    [Fact]
    public void A_mask_that_fills_an_image_with_nothing_known_beyond_has_no_surface()
    {
        Volume<bool> full = DrawnMasks.Planar("###\n###"), part = DrawnMasks.Planar("##.\n##.");
        SurfaceConvention convention = Voxels with { Outside = OutsideRule.Unknown };
        Assert.Equal(double.PositiveInfinity, Score(full, part, convention).HausdorffMm);
        Assert.True(double.IsNaN(Score(full, full, convention).HausdorffMm));
        Assert.Equal(0, Score(full, full, Voxels).HausdorffMm);
    }

    [Fact]
    public void Masks_that_span_the_image_lose_their_last_layer_where_the_convention_has_it_so()
    {
        Volume<bool> reference = DrawnMasks.Solid("#..#\n....\n-\n....\n...."), prediction = DrawnMasks.Solid("#...\n....\n-\n....\n....");
        Assert.Equal(3, Score(reference, prediction, Voxels).HausdorffMm);
        Assert.Equal(0, Score(reference, prediction, Voxels with { LosesLastLayer = true }).HausdorffMm);
        Volume<bool> shorter = DrawnMasks.Solid("#.#.\n....\n-\n....\n....");
        Assert.Equal(2, Score(shorter, prediction, Voxels with { LosesLastLayer = true }).HausdorffMm);
    }

    [Fact]
    public void Propagated_distances_are_never_too_small_and_sometimes_too_large()
    {
        Grid grid = Grid.Of(new Size3(9, 8, 7), new Spacing(1, 1, 1));
        bool isAnyLarger = false;
        Gen.Int[0, 60].Array[(int)grid.Size.Count].Where(values => values.Contains(0)).Sample(
            values =>
            {
                var sites = new Volume<bool>(grid, [.. values.Select(value => value == 0)]);
                int[] places = [.. Enumerable.Range(0, values.Length)];
                CancellationToken cancellation = TestContext.Current.CancellationToken;
                using var nearest = new NearestSites(sites);
                double[] exact = nearest.DistancesFrom(places, cancellation);
                double[] propagated = new VectorPropagation(sites, cancellation).DistancesFrom(places);
                Assert.All(places, i => Assert.InRange(propagated[i], exact[i] - 1e-6, exact[i] + 1));
                isAnyLarger |= places.Any(i => propagated[i] > exact[i] + 1e-3);
            },
            iter: 60,
            threads: 1);
        Assert.True(isAnyLarger);
    }

    [Fact]
    public void The_95th_percentile_of_thirty_distances_is_three_different_ones()
    {
        DirectedDistances thirty = Distances(Enumerable.Range(1, 30));
        Assert.Equal(29, thirty.Percentile(95, PercentileRule.WeightedLower));
        Assert.Equal(28.55, thirty.Percentile(95, PercentileRule.Linear), 12);
        Assert.Equal(28, thirty.Percentile(95, PercentileRule.LowerRank));
        Assert.Equal(7, Distances([7]).Percentile(95, PercentileRule.LowerRank));
    }

    [Fact]
    public void Directions_are_combined_in_three_ways()
    {
        // One stray voxel 4 mm off a row of four: from the prediction 0, 0, 0, 0, 4; from the reference all 0.
        Volume<bool> reference = DrawnMasks.Planar("####...."), prediction = DrawnMasks.Planar("####...#");
        double At(PercentileCombination combination) => Assert.Single(SurfaceComparison.Of(
            reference, prediction, Options(Voxels with { Combination = combination }) with { HausdorffPercentiles = [90] }, TestContext.Current.CancellationToken)!.Percentiles).Mm;
        Assert.Equal(0.6 * 4, At(PercentileCombination.LargerDirection), 12);
        Assert.Equal(0.3 * 4, At(PercentileCombination.Mean), 12);
        Assert.Equal(0.2 * 4, At(PercentileCombination.Pooled), 12);
    }

    [Fact]
    public void Percentiles_go_from_the_smallest_distance_to_the_hausdorff_distance()
    {
        Volume<bool> reference = DrawnMasks.Planar("##......\n##......"), prediction = DrawnMasks.Planar("####....\n......##");
        SurfaceScores scores = SurfaceComparison.Of(
            reference, prediction, Options(Voxels) with { HausdorffPercentiles = [0, 50, 95, 100] }, TestContext.Current.CancellationToken)!;
        Assert.Equal(scores.Percentiles.Select(one => one.Mm).Order(), scores.Percentiles.Select(one => one.Mm));
        Assert.Equal(scores.HausdorffMm, scores.Percentiles[3].Mm);
        Assert.Equal(scores.HausdorffPercentileMm, scores.Percentiles[2].Mm);
    }

    [Fact]
    public void Denominators_and_volume_similarity_follow_the_profile()
    {
        LabelEvaluation Entry(MetricProfile profile) => new()
        {
            Label = 1, Name = "one", Overlap = new Overlap(3, 1, 2), VoxelVolumeMm3 = 1, Profile = profile,
        };
        LabelEvaluation plain = Entry(MetricProfile.DeepMind), smooth = Entry(MetricProfile.SegMetrics);
        Assert.Equal(6.0 / 9, plain.Dice, 15);
        Assert.Equal(6.0 / 9.001, smooth.Dice, 15);
        Assert.Equal(3.0 / 6.001, smooth.Iou, 15);
        Assert.Equal(3.0 / 4.001, smooth.Sensitivity, 15);
        Assert.Equal(3.0 / 5.001, smooth.Precision, 15);
        Assert.Equal(1 - (1.0 / 9), plain.VolumeSimilarity, 15);
        Assert.Equal(2.0 * -1 / 9, smooth.VolumeSimilarity, 15);
        Assert.Equal(0, (smooth with { Overlap = default }).Dice);
    }

    [Fact]
    public void Every_face_of_a_voxel_counts_by_its_size_and_distances_go_to_the_nearest_point()
    {
        // Two equal blocks one voxel apart: the faces toward each other are 1 mm apart everywhere, whatever their places.
        Volume<bool> one = DrawnMasks.Solid("##.....\n##.....", new Spacing(1, 1, 2)), other = DrawnMasks.Solid("...##..\n...##..", new Spacing(1, 1, 2));
        SurfaceScores scores = Score(one, other, MetricProfile.MeshMetrics.Surface!);
        Assert.Equal(4 + 4 + (8 * 2), scores.ReferenceSurface);
        Assert.Equal(3, scores.HausdorffMm, 12);
    }

    [Fact]
    public void The_nearest_point_of_many_boxes_is_that_a_loop_finds() =>
        Gen.Select(Gen.Int[0, 12].Array[5].Array[1, 60], Gen.Double[-5, 20].Array[3]).Sample((corners, at) =>
        {
            AxisBox[] boxes = [.. corners.Select(c => new AxisBox(c[0], c[1], c[2], c[0] + (c[3] % 3), c[1] + (c[4] % 2), c[2]))];
            double nearest = Math.Sqrt(boxes.Min(box => box.SquaredDistance(at[0], at[1], at[2])));
            var tree = new BoxTree([.. boxes]);
            Assert.Equal(nearest, tree.DistanceFrom(at[0], at[1], at[2]), 1e-12);
            Assert.Equal(nearest, tree.DistanceFrom(at[0], at[1], at[2], nearest), 1e-8);
        });

    [Fact]
    public void No_two_profiles_have_the_same_conventions()
    {
        IEnumerable<MetricProfile> nameless = MetricProfile.All.Select(profile => profile with { Name = string.Empty, Description = string.Empty });
        Assert.Equal(MetricProfile.All.Count, nameless.Distinct().Count());
    }

    private static DirectedDistances Distances(IEnumerable<int> values) =>
        DirectedDistances.Of([.. values.Select(value => (double)value)], [.. values.Select(_ => 1.0)]);

    private static EvaluationOptions Options(SurfaceConvention convention) =>
        new() { Profile = MetricProfile.DeepMind with { Name = "tested", Surface = convention } };

    private static SurfaceScores Score(Volume<bool> reference, Volume<bool> prediction, SurfaceConvention convention) =>
        SurfaceComparison.Of(reference, prediction, Options(convention), TestContext.Current.CancellationToken)!;
}
