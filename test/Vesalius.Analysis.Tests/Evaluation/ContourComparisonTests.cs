using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class ContourComparisonTests
{
    [Fact]
    public void A_band_in_millimetres_holds_the_voxels_whose_centres_are_nearer_to_a_face_than_the_tolerance()
    {
        // Centres lie half a pixel, one and a half, two and a half below the face. A distance equal to the tolerance is outside the band.
        Volume<bool> square = DrawnMasks.Where(Grid.Planar(9, 9, 2, 2), (x, y, _) => x is >= 1 and <= 7 && y is >= 1 and <= 7);
        Assert.Equal([0, 24, 24, 40, 49], new[] { 1, 1.5, 3, 3.1, 9 }.Select(tolerance => BandSize(square, BandRule.FaceDistance, tolerance)));
        Assert.Equal([24, 24, 40], new[] { 0.5, 1, 1.5 }.Select(tolerance => BandSize(square, BandRule.StepsInVoxels, tolerance)));
    }

    [Fact]
    public void Boundary_iou_compares_the_bands_and_not_what_lies_within()
    {
        Grid grid = Grid.Planar(12, 12);
        Volume<bool> reference = DrawnMasks.Where(grid, (x, y, _) => x is >= 1 and <= 8 && y is >= 1 and <= 8);
        Volume<bool> prediction = DrawnMasks.Where(grid, (x, y, _) => x is >= 1 and <= 9 && y is >= 1 and <= 8);

        // Bands of 28 and 30 pixels; common are the left side and both long sides but for the corners on the right: 8 + 2 · 7.
        ContourAgreement agreement = Compare(reference, prediction, MetricProfile.DeepMind, 1)[0];
        Assert.Equal(22.0 / 36, agreement.BoundaryIou, 15);
        Assert.True(agreement.BoundaryIou < Overlap.Of(reference, prediction).Iou);
    }

    [Fact]
    public void Added_path_is_what_has_to_be_drawn_anew_slice_by_slice()
    {
        // The first slice is right, the second has one side 2 mm off, the third is missing.
        var spacing = new Spacing(2, 2, 5);
        Volume<bool> reference = DrawnMasks.Solid("###.\n###.\n###.\n-\n###.\n###.\n###.\n-\n###.\n###.\n###.", spacing);
        Volume<bool> prediction = DrawnMasks.Solid("###.\n###.\n###.\n-\n##..\n##..\n##..\n-\n....\n....\n....", spacing);
        IReadOnlyList<ContourAgreement> at = Compare(reference, prediction, MetricProfile.DeepMind, 0, 2, 100);
        Assert.Equal([(3 + 8) * 2.0, 8 * 2.0, 8 * 2.0], at.Select(agreement => agreement.AddedPathMm));
        Assert.Equal(0, Compare(new Volume<bool>(reference.Grid), reference, MetricProfile.DeepMind, 1)[0].AddedPathMm);
    }

    [Fact]
    public void Empty_masks_have_the_boundary_iou_of_their_profile()
    {
        Volume<bool> some = DrawnMasks.Planar("##\n##"), none = DrawnMasks.Planar("..\n..");
        Assert.Equal(0, Compare(some, none, MetricProfile.DeepMind, 1)[0].BoundaryIou);
        Assert.True(double.IsNaN(Compare(none, none, MetricProfile.DeepMind, 1)[0].BoundaryIou));
        Assert.Equal(1, Compare(none, none, MetricProfile.MeshMetrics, 1)[0].BoundaryIou);
    }

    private static int BandSize(Volume<bool> mask, BandRule rule, double tolerance)
    {
        byte[] bytes = [.. mask.Array.Select(voxel => voxel ? (byte)1 : (byte)0)];
        float[] depths = new BoundaryDepth(mask.Grid, rule, tolerance).Of(bytes, TestContext.Current.CancellationToken);
        return depths.Count(depth => BoundaryDepth.IsWithin(depth, tolerance));
    }

    private static IReadOnlyList<ContourAgreement> Compare(Volume<bool> reference, Volume<bool> prediction, MetricProfile profile, params double[] tolerances) =>
        ContourComparison.Of(reference, prediction, new EvaluationOptions { Profile = profile, TolerancesMm = tolerances }, TestContext.Current.CancellationToken);
}
