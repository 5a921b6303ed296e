using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Tests.Plans;

public class PlannerTests
{
    private static Fingerprint Of(Size3 size, Spacing spacing, int dimensions = 3, string channel = "MR", int count = 5) => new()
    {
        Channels = [channel],
        ChannelsAreNamed = true,
        Labels = [new PlannedLabel(1, "a"), new PlannedLabel(2, "b")],
        Foreground = [new IntensityStatistics(100, 50, -100, 400, -50, 90, 300)],
        Scans =
        [
            .. Enumerable.Range(0, count).Select(i => new ScanFingerprint
            {
                Id = $"c{i}", Size = size, Spacing = spacing, Dimensions = dimensions, ZeroFractions = [0.01],
                Intensities = [new IntensityStatistics(50, 50, -1024, 400, -1000, 90, 300)], LabelVoxels = new Dictionary<int, long> { [1] = 100 },
            }),
        ],
    };

    [Fact]
    public void A_hippocampus_is_seen_whole_on_four_levels()
    {
        SegmentationPlan plan = Planner.Plan(Of(new Size3(35, 50, 36), new Spacing(1, 1, 1)));
        Assert.Equal(new Size3(40, 56, 40), plan.PatchSize);
        Assert.Equal([32, 64, 128, 256], plan.Network.Features);
        Assert.All(plan.Network.Strides.Skip(1), stride => Assert.Equal([2, 2, 2], stride));
        Assert.Equal(new WorkingGrid.OfSpacing(new Spacing(1, 1, 1)), plan.WorkingGrid);
        Assert.Empty(plan.MirrorAxes);
    }

    [Fact]
    public void A_large_isotropic_scan_is_seen_in_cubes_of_the_budget()
    {
        SegmentationPlan plan = Planner.Plan(Of(new Size3(300, 300, 300), new Spacing(1, 1, 1)));
        Assert.Equal(new Size3(64, 64, 64), plan.PatchSize);
    }

    [Fact]
    public void Coarse_slices_are_halved_later_than_the_plane_and_get_flat_kernels_first()
    {
        SegmentationPlan plan = Planner.Plan(Of(new Size3(320, 320, 20), new Spacing(0.625, 0.625, 3.6)));
        Assert.Equal([2, 2, 1], plan.Network.Strides[1]);
        Assert.Equal([3, 3, 1], plan.Network.Kernels[0]);
        Assert.Contains(plan.Network.Strides, stride => stride[2] == 2);
        Assert.True(plan.PatchSize.X > plan.PatchSize.Z);
    }

    [Theory]
    [InlineData(35, 50, 36, 1, 1, 1)]
    [InlineData(512, 512, 480, 0.77, 0.77, 1)]
    [InlineData(512, 512, 60, 0.7, 0.7, 5)]
    [InlineData(20, 512, 512, 6, 0.5, 0.5)]
    [InlineData(13, 11, 9, 2, 2, 2)]
    [InlineData(128, 128, 128, 4.688, 4.688, 3)]
    [InlineData(6, 5, 4, 1, 1, 1)]
    [InlineData(7, 7, 3, 1, 1, 9)]
    public void A_patch_fits_the_budget_and_its_strides(int x, int y, int z, double sx, double sy, double sz)
    {
        SegmentationPlan plan = Planner.Plan(Of(new Size3(x, y, z), new Spacing(sx, sy, sz)));
        Assert.InRange(plan.PatchSize.Count, 1, 64 * 64 * 64);
        int levels = plan.Network.Strides.Count;
        Assert.True(levels >= 2);
        Assert.Equal((levels, levels, levels, levels - 1), (plan.Network.Features.Count, plan.Network.Kernels.Count, plan.Network.EncoderBlocks.Count, plan.Network.DecoderBlocks.Count));
        for (int axis = 0; axis < 3; axis++)
        {
            Assert.Equal(0, plan.PatchSize[axis] % plan.Network.Strides.Aggregate(1, (product, stride) => product * stride[axis]));
        }
    }

    [Fact]
    public void Films_without_a_spacing_are_brought_to_one_longest_side()
    {
        SegmentationPlan plan = Planner.Plan(Of(new Size3(2000, 1700, 1), new Spacing(1, 1, 1), 2, "X-ray"));
        Assert.Equal(2, plan.Dimensions);
        Assert.Equal(new WorkingGrid.OfLongestSide(256), plan.WorkingGrid);
        Assert.Equal(1, plan.PatchSize.Z);
        Assert.Equal(256, plan.PatchSize.X);
        Assert.IsType<Normalization.Percentiles>(plan.Normalizations[0]);
    }

    [Fact]
    public void Volumes_can_be_planned_slice_by_slice()
    {
        SegmentationPlan plan = Planner.Plan(Of(new Size3(512, 512, 80), new Spacing(0.7, 0.7, 5)), new PlannerOptions { Dimensions = 2 });
        Assert.Equal((2, 1), (plan.Dimensions, plan.PatchSize.Z));
        Assert.All(plan.Network.Kernels, kernel => Assert.Equal(1, kernel[2]));
    }

    [Fact]
    public void CT_is_clipped_to_what_its_structures_hold_and_MR_is_not()
    {
        Assert.Equal(new Normalization.FixedWindow(-50, 300, 100, 50), Planner.Plan(Of(new Size3(64, 64, 64), new Spacing(1, 1, 1), channel: "CT")).Normalizations[0]);
        Assert.Equal(new Normalization.ZScore(), Planner.Plan(Of(new Size3(64, 64, 64), new Spacing(1, 1, 1), channel: "T1w")).Normalizations[0]);
    }

    [Fact]
    public void An_unnamed_channel_that_reaches_from_air_to_bone_is_CT()
    {
        SegmentationPlan plan = Planner.Plan(Of(new Size3(64, 64, 64), new Spacing(1, 1, 1), channel: "image") with { ChannelsAreNamed = false });
        Assert.Equal(["CT"], plan.Channels);
        Assert.IsType<Normalization.FixedWindow>(plan.Normalizations[0]);
    }

    [Fact]
    public void Planar_images_and_volumes_are_not_mixed()
    {
        Fingerprint films = Of(new Size3(64, 64, 1), new Spacing(1, 1, 1), 2), volumes = Of(new Size3(64, 64, 64), new Spacing(1, 1, 1));
        Assert.Contains("5 of 10 scans are planar", Assert.Throws<ArgumentException>(() => Planner.Plan(films with { Scans = [.. films.Scans, .. volumes.Scans] })).Message);
        Assert.Throws<ArgumentException>(() => Planner.Plan(films, new PlannerOptions { Dimensions = 3 }));
    }
}
