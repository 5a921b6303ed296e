using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

/// <summary>Every score of every profile on masks at which programs stumble.</summary>
public sealed class DegenerateMaskTests
{
    private static readonly Dictionary<string, Func<int, int, int, bool>> Shapes = new()
    {
        ["empty"] = (_, _, _) => false,
        ["corner voxel"] = (x, y, z) => x + y + z == 0,
        ["inner voxel"] = (x, y, z) => (x, y) == (3, 2) && z <= 1,
        ["line along the edge"] = (_, y, z) => y + z == 0,
        ["sheet"] = (x, _, _) => x == 2,
        ["full"] = (_, _, _) => true,
        ["ring"] = (x, y, _) => x is > 0 and < 5 && y is > 0 and < 4 && (x, y) is not ((2 or 3), 2),
        ["checkers"] = (x, y, z) => (x + y + z) % 2 == 0,
    };

    private static readonly Dictionary<string, Grid> Grids = new()
    {
        ["plain"] = Grid.Of(new Size3(7, 6, 5), new Spacing(1, 1, 1)),
        ["planar"] = Grid.Planar(7, 6, 0.5, 0.75),
        ["ten to one"] = Grid.Of(new Size3(7, 6, 3), new Spacing(0.5, 0.5, 5)),
        ["oblique"] = Oblique(new Size3(7, 6, 3), new Spacing(0.5, 0.5, 5)),
        ["one slice"] = Grid.Of(new Size3(7, 6, 1), new Spacing(1, 1, 3)),
    };

    // Each shape with itself, with nothing, and with the next one, both ways around.
    private static IEnumerable<(string Shape, string Other)> Pairs =>
        from pair in Shapes.Keys.Zip(Shapes.Keys.Skip(1).Append("ring"))
        from both in new[] { (pair.First, pair.First), (pair.First, "empty"), (pair.First, pair.Second), (pair.Second, pair.First) }
        select both;

    public static TheoryData<string, string> ProfilesAndGrids =>
        [.. from profile in MetricProfile.All from grid in Grids.Keys select (profile.Name, grid)];

    [Theory]
    [MemberData(nameof(ProfilesAndGrids))]
    public void Scores_stay_in_their_ranges_and_an_empty_mask_has_no_finite_distance(string profileName, string gridName)
    {
        MetricProfile profile = MetricProfile.Named(profileName);
        foreach ((string shape, string other) in Pairs)
        {
            LabelEvaluation entry = Evaluate(Mask(shape, gridName), Mask(other, gridName), profile);
            var scores = entry.Scores.ToDictionary();
            string what = $"{profileName}, {gridName}: {shape} and {other}";
            Assert.All(scores.Where(IsShare), score => Assert.True(double.IsNaN(score.Value) || score.Value is >= 0 and <= 1, $"{what}: {score}"));
            if (entry.Surface is { } surface && entry.Presence is Presence.OnlyReference or Presence.OnlyPrediction)
            {
                Assert.All(new[] { surface.HausdorffMm, surface.HausdorffPercentileMm, surface.AssdMm, surface.MasdMm }, mm => Assert.False(double.IsFinite(mm), what));
                Assert.False(surface.Agreement.Any(agreement => agreement.Nsd > 0), what);
            }

            if (entry.Surface is { } both && entry.Presence == Presence.Both && double.IsFinite(both.HausdorffMm))
            {
                Assert.True(both.HausdorffMm >= both.HausdorffPercentileMm && both.HausdorffMm >= both.AssdMm - 1e-9, what);
                Assert.True(shape != other || both.HausdorffMm == 0, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void An_oblique_scan_scores_as_the_same_voxels_laid_straight(string profileName)
    {
        MetricProfile profile = MetricProfile.Named(profileName);
        var straight = Evaluate(Mask("ring", "ten to one"), Mask("sheet", "ten to one"), profile).Scores;
        var oblique = Evaluate(Mask("ring", "oblique"), Mask("sheet", "oblique"), profile).Scores;
        Assert.All(straight.Zip(oblique), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 5));
    }

    public static TheoryData<string> Profiles => [.. MetricProfile.All.Select(profile => profile.Name)];

    private static bool IsShare(KeyValuePair<string, double> score) =>
        score.Key is "dice" or "iou" or "sensitivity" or "specificity" or "precision" or "fBeta" or "clDice" or "instanceF1" or "instanceSensitivity"
            or "instancePrecision" or "segmentationQuality" or "panopticQuality" or "instanceDice"
        || score.Key.StartsWith("nsd", StringComparison.Ordinal) || score.Key.StartsWith("boundaryIou", StringComparison.Ordinal);

    private static Volume<bool> Mask(string shape, string grid) => DrawnMasks.Where(Grids[grid], Shapes[shape]);

    private static LabelEvaluation Evaluate(Volume<bool> reference, Volume<bool> prediction, MetricProfile profile)
    {
        var options = new EvaluationOptions { Profile = profile, Families = MetricFamilies.All, HausdorffPercentiles = [50], TolerancesMm = [1] };
        LabelEvaluation entry = new() { Label = 1, Name = "one", Overlap = Overlap.Of(reference, prediction), VoxelVolumeMm3 = 1, Profile = profile };
        return entry.Compared(MaskPair.Of(reference, prediction), options, TestContext.Current.CancellationToken);
    }

    private static Grid Oblique(Size3 size, Spacing spacing)
    {
        // A quarter of the way around the x axis and a little around z: columns stay at right angles.
        double c = Math.Cos(0.6), s = Math.Sin(0.6);
        var x = new WorldVector(c, s, 0);
        var y = new WorldVector(-s * c, c * c, s);
        WorldVector z = x.Cross(y);
        return new Grid(size, new Affine(x * spacing.X, y * spacing.Y, z * spacing.Z, new WorldPoint(12, -40, 7)));
    }
}
