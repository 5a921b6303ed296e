using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class SurfaceComparisonTests
{
    private static readonly Grid Box = Grid.Of(new Size3(11, 9, 6), new Spacing(0.7, 0.9, 2.5));

    private static readonly Gen<Volume<bool>> AnyMask = Gen.Select(Gen.Int[0, 40].Array[(int)Box.Size.Count], Gen.Int[1, 40], (values, density) =>
        new Volume<bool>(Box, [.. values.Select(value => value < density)]));

    /// <summary>Those for which the edge of the image is like any other place.</summary>
    public static TheoryData<string> UnboundedProfiles =>
        [.. MetricProfile.All.Where(profile => profile.Surface is { Outside: OutsideRule.Background, LosesLastLayer: false }).Select(profile => profile.Name)];

    public static TheoryData<string> SurfaceProfiles => [.. MetricProfile.All.Where(profile => profile.Surface is not null).Select(profile => profile.Name)];

    [Fact]
    public void A_block_moved_by_one_voxel_has_the_distances_of_the_published_example()
    {
        // Two halves of a 100³ volume with 2×1×1 mm voxels, one slab more in the first: the example of surface-distance's own tests.
        Grid grid = Grid.Of(new Size3(100, 100, 100), new Spacing(2, 1, 1));
        Volume<bool> first = Below(grid, 50), second = Below(grid, 51);
        SurfaceScores scores = Compare(first, second, MetricProfile.DeepMind, 1);
        Assert.Equal(0.322, scores.ReferenceToPredictionMm, 1e-3);
        Assert.Equal(0.339, scores.PredictionToReferenceMm, 1e-3);
        Assert.Equal(2, scores.HausdorffMm, 1e-6);
        Assert.Equal(0.842, scores.Agreement[0].Reference, 1e-3);
        Assert.Equal(0.830, scores.Agreement[0].Prediction, 1e-3);
        Assert.Equal(0.836, scores.Agreement[0].Nsd, 1e-3);
    }

    [Theory]
    [MemberData(nameof(SurfaceProfiles))]
    public void A_mask_agrees_with_itself_and_exchanging_two_masks_exchanges_the_directions(string name) =>
        Gen.Select(AnyMask, AnyMask).Where((a, b) => a.Array.Contains(true) && b.Array.Contains(true)).Sample((a, b) =>
        {
            MetricProfile profile = MetricProfile.Named(name);
            SurfaceScores same = Compare(a, a, profile, 0), one = Compare(a, b, profile, 1), other = Compare(b, a, profile, 1);
            Assert.Equal((0, 0, 1), (same.HausdorffMm, same.AssdMm, same.Agreement[0].Nsd));
            Assert.Equal(one.HausdorffMm, other.HausdorffMm);
            Assert.Equal(one.HausdorffPercentileMm, other.HausdorffPercentileMm);
            Assert.Equal(one.AssdMm, other.AssdMm, 1e-9);
            Assert.Equal(one.ReferenceToPredictionMm, other.PredictionToReferenceMm, 1e-9);
            Assert.Equal(one.Agreement[0].Nsd, other.Agreement[0].Nsd, 1e-9);
            Assert.True(one.HausdorffPercentileMm <= one.HausdorffMm);
        }, iter: 30);

    [Theory]
    [MemberData(nameof(UnboundedProfiles))]
    public void Where_the_masks_lie_in_the_image_and_whether_they_touch_its_edge_makes_no_difference(string name) =>
        Gen.Select(AnyMask, AnyMask).Where((a, b) => a.Array.Contains(true) || b.Array.Contains(true)).Sample((a, b) =>
        {
            MetricProfile profile = MetricProfile.Named(name);
            Assert.Equivalent(Compare(a, b, profile, 1), Compare(Padded(a), Padded(b), profile, 1));
        }, iter: 30);

    [Theory]
    [MemberData(nameof(SurfaceProfiles))]
    public void An_empty_mask_never_has_a_finite_distance(string name)
    {
        var empty = new Volume<bool>(Box);
        Volume<bool> some = Below(Box, 3);
        foreach (SurfaceScores scores in new[] { Compare(some, empty, MetricProfile.Named(name), 5), Compare(empty, some, MetricProfile.Named(name), 5) })
        {
            Assert.All(
                new[] { scores.HausdorffMm, scores.HausdorffPercentileMm, scores.AssdMm, scores.MasdMm, scores.ReferenceToPredictionMm, scores.PredictionToReferenceMm },
                distance => Assert.False(double.IsFinite(distance)));
            Assert.False(scores.Agreement[0].Nsd > 0);
        }
    }

    [Fact]
    public void Every_label_of_a_pair_of_volumes_scores_as_its_masks_do_alone()
    {
        var random = new Random(5);
        LabelMap reference = Blobs(random), prediction = Blobs(random);
        foreach (LabelEvaluation entry in new Evaluator().Evaluate(reference, prediction, "case", TestContext.Current.CancellationToken).Labels)
        {
            Volume<bool> r = reference.Voxels.Map(v => v == entry.Label), p = prediction.Voxels.Map(v => v == entry.Label);
            Assert.Equivalent(SurfaceComparison.Of(r, p, new EvaluationOptions(), TestContext.Current.CancellationToken), entry.Surface);
            Assert.Equal(Overlap.Of(r, p), entry.Overlap);
        }
    }

    [Fact]
    public void A_sheared_grid_is_refused_for_surfaces()
    {
        var tilted = new Grid(new Size3(2, 2, 2), new Affine(new(1, 0, 0), new(0, 1, 0), new(0, 0.3, 2), default));
        Volume<bool> mask = new Volume<bool>(tilted).Map(_ => true);
        Assert.Contains("sheared", Assert.Throws<ArgumentException>(() => Compare(mask, mask, MetricProfile.DeepMind, 1)).Message, StringComparison.Ordinal);
    }

    private static SurfaceScores Compare(Volume<bool> a, Volume<bool> b, MetricProfile profile, double tolerance) =>
        SurfaceComparison.Of(a, b, new EvaluationOptions { Profile = profile, TolerancesMm = [tolerance] }, TestContext.Current.CancellationToken)!;

    private static Volume<bool> Below(Grid grid, int x) =>
        new(grid, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(i => i % grid.Size.X < x)]);

    private static Volume<bool> Padded(Volume<bool> mask)
    {
        Size3 size = mask.Size;
        var padded = new Volume<bool>(mask.Grid.Region(-2, -1, -3, new Size3(size.X + 4, size.Y + 2, size.Z + 5)));
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                mask.Row(y, z).CopyTo(padded.Row(y + 1, z + 3)[2..]);
            }
        }

        return padded;
    }

    private static LabelMap Blobs(Random random)
    {
        var voxels = new Volume<ushort>(Grid.Of(new Size3(40, 30, 20), new Spacing(0.8, 0.8, 2)));
        for (ushort label = 1; label < 9; label++)
        {
            (int cx, int cy, int cz) = (random.Next(40), random.Next(30), random.Next(20));
            for (int i = 0; i < voxels.Array.Length; i++)
            {
                int x = (i % 40) - cx, y = (i / 40 % 30) - cy, z = (i / 1200) - cz;
                voxels.Array[i] = (x * x) + (y * y) + (4 * z * z) < 60 ? label : voxels.Array[i];
            }
        }

        return new LabelMap(voxels, LabelTable.Empty);
    }
}
