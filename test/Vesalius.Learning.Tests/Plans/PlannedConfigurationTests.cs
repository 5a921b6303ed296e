using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Tests.Plans;

public class PlannedConfigurationTests
{
    private static Fingerprint Of(Size3 size, Spacing spacing, int dimensions = 3) => new()
    {
        Channels = ["MR"],
        ChannelsAreNamed = true,
        Labels = [new PlannedLabel(1, "a")],
        Foreground = [new IntensityStatistics(100, 50, -100, 400, -50, 90, 300)],
        Scans =
        [
            .. Enumerable.Range(0, 3).Select(i => new ScanFingerprint
            {
                Id = $"c{i}", Size = size, Spacing = spacing, Dimensions = dimensions, ZeroFractions = [0.01],
                Intensities = [new IntensityStatistics(50, 50, -1024, 400, -1000, 90, 300)], LabelVoxels = new Dictionary<int, long> { [1] = 100 },
            }),
        ],
    };

    private static string[] Names(Fingerprint fingerprint) => [.. PlannedConfiguration.Of(fingerprint, new PlannerOptions()).Select(one => one.Name)];

    [Fact]
    public void Films_and_single_slices_are_learned_in_one_way()
    {
        Assert.Equal(["2d"], Names(Of(new Size3(300, 200, 1), new Spacing(1, 1, 1), 2)));
        Assert.Equal(["2d"], Names(Of(new Size3(300, 200, 2), new Spacing(1, 1, 1))));
    }

    [Fact]
    public void A_scan_that_the_patch_shows_whole_needs_no_low_resolution() =>
        Assert.Equal(["2d", "3d"], Names(Of(new Size3(35, 50, 36), new Spacing(1, 1, 1))));

    [Fact]
    public void A_large_scan_is_also_learned_at_a_spacing_at_which_the_patch_shows_a_quarter_of_it()
    {
        Fingerprint fingerprint = Of(new Size3(300, 300, 300), new Spacing(1, 1, 1));
        PlannedConfiguration low = PlannedConfiguration.Of(fingerprint, new PlannerOptions())[2];
        Assert.Equal("3d_lowres", low.Name);
        Assert.Equal(low.Spacing!.Value.X, low.Spacing.Value.Z, 1e-9);
        SegmentationPlan plan = Planner.Plan(fingerprint, low.Wishes(new PlannerOptions()));
        Assert.Equal(new WorkingGrid.OfSpacing(low.Spacing.Value), plan.WorkingGrid);
        double side = 300 / low.Spacing.Value.X;
        Assert.InRange(plan.PatchSize.Count / (side * side * side), 0.24, 0.35);
    }

    [Fact]
    public void The_fine_axes_of_thick_slices_become_coarser_first()
    {
        Spacing low = PlannedConfiguration.Of(Of(new Size3(512, 512, 90), new Spacing(0.7, 0.7, 5)), new PlannerOptions())[2].Spacing!.Value;

        // Within slices first, until no more than twice as fine as across them, by one step of 3 %; then all axes alike.
        Assert.Equal(low.X, low.Y);
        Assert.InRange(low.Z / low.X, 2 / 1.03, 2);
        Assert.True(low.Z > 5);
    }
}
