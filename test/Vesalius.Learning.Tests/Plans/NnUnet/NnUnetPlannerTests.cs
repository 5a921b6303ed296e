using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Plans.NnUnet;

namespace Vesalius.Learning.Tests.Plans.NnUnet;

/// <summary>Known plans of nnU-Net v2 for public datasets, from their median spacing and size (z, y, x).</summary>
public sealed class NnUnetPlannerTests
{
    public static TheoryData<string, string, int[], int> KnownPatches => new()
    {
        { "hippocampus", "nnunet", [40, 56, 40], 9 },
        { "brats", "nnunet", [128, 128, 128], 2 },
        { "liver", "nnunet", [128, 128, 128], 2 },
        { "heart", "nnunet", [80, 192, 160], 2 },
        { "spleen", "nnunet", [64, 192, 160], 2 },
        { "prostate", "nnunet", [20, 320, 256], 2 },
        { "acdc", "nnunet", [20, 256, 224], 4 },
        { "liver", "resenc-m", [128, 128, 128], 2 },
        { "liver", "resenc-l", [192, 192, 192], 2 },
        { "liver", "resenc-xl", [224, 256, 224], 2 },
        { "brats", "resenc-m", [128, 128, 128], 2 },
        { "brats", "resenc-l", [160, 192, 160], 3 },
        { "brats", "resenc-xl", [160, 192, 160], 5 },
        { "heart", "resenc-m", [80, 192, 160], 2 },
        { "heart", "resenc-l", [112, 288, 224], 2 },
        { "heart", "resenc-xl", [128, 320, 256], 3 },
        { "hippocampus", "resenc-m", [40, 56, 40], 58 },
        { "hippocampus", "resenc-l", [40, 56, 40], 178 },
        { "hippocampus", "resenc-xl", [40, 56, 40], 183 },
    };

    [Theory]
    [MemberData(nameof(KnownPatches))]
    public void The_patch_and_batch_of_a_known_dataset_are_those_of_nnU_Net(string dataset, string preset, int[] patch, int batch)
    {
        NnUnetConfiguration full = NnUnetPlanner.Plan(Known(dataset), NnUnetPreset.Named(preset))["3d_fullres"];
        Assert.Equal(new Size3(patch[2], patch[1], patch[0]), full.PatchSize);
        Assert.Equal(batch, full.BatchSize);
    }

    [Theory]
    [InlineData("hippocampus", 56, 40, 4, 366)]
    [InlineData("liver", 512, 512, 8, 12)]
    [InlineData("prostate", 320, 320, 7, 32)]
    public void The_planar_network_of_a_known_dataset_is_that_of_nnU_Net(string dataset, int rows, int columns, int levels, int batch)
    {
        NnUnetConfiguration planar = NnUnetPlanner.Plan(Known(dataset), NnUnetPreset.Plain)["2d"];
        Assert.Equal(new Size3(columns, rows, 1), planar.PatchSize);
        Assert.Equal((levels, batch), (planar.Network.Features.Count, planar.BatchSize));
        Assert.True(planar.IsBatchDice);
    }

    [Theory]
    [InlineData("hippocampus", "3d_fullres", 19_174_400)]
    [InlineData("hippocampus", "2d", 651_840)]
    [InlineData("brats", "3d_fullres", 454_893_568)]
    [InlineData("liver", "3d_fullres", 452_796_416)]
    [InlineData("liver", "2d", 82_886_656)]
    public void The_measure_of_memory_is_that_of_nnU_Net(string dataset, string configuration, long size) =>
        Assert.Equal(size, NnUnetPlanner.Plan(Known(dataset), NnUnetPreset.Plain)[configuration].FeatureMapSize);

    [Fact]
    public void A_residual_encoder_of_six_levels_has_the_measure_that_nnU_Net_gives()
    {
        NnUnetConfiguration full = NnUnetPlanner.Plan(Known("liver"), NnUnetPreset.ResEncM)["3d_fullres"];
        Assert.Equal(557_420_544, full.FeatureMapSize);
        Assert.Equal([1, 3, 4, 6, 6, 6], full.Network.EncoderBlocks);
        Assert.Equal([1, 1, 1, 1, 1], full.Network.DecoderBlocks);
        Assert.Equal([32, 64, 128, 256, 320, 320], full.Network.Features);
        Assert.True(full.Network.HasStem);
    }

    [Fact]
    public void A_hippocampus_has_four_levels_that_halve_every_axis()
    {
        NetworkPlan network = NnUnetPlanner.Plan(Known("hippocampus"), NnUnetPreset.Plain)["3d_fullres"].Network;
        Assert.Equal([32, 64, 128, 256], network.Features);
        Assert.Equal([[1, 1, 1], [2, 2, 2], [2, 2, 2], [2, 2, 2]], network.Strides);
        Assert.All(network.Kernels, kernel => Assert.Equal([3, 3, 3], kernel));
    }

    [Fact]
    public void Coarse_slices_begin_with_flat_kernels_and_are_halved_later()
    {
        NetworkPlan spleen = NnUnetPlanner.Plan(Known("spleen"), NnUnetPreset.Plain)["3d_fullres"].Network;
        Assert.Equal([3, 3, 1], spleen.Kernels[0]);
        Assert.Equal([2, 2, 1], spleen.Strides[1]);
        Assert.Equal(7, NnUnetPlanner.Plan(Known("prostate"), NnUnetPreset.Plain)["3d_fullres"].Network.Features.Count);
    }

    [Theory]
    [InlineData("hippocampus", false)]
    [InlineData("brats", false)]
    [InlineData("liver", true)]
    public void A_coarse_network_is_planned_where_a_patch_shows_less_than_a_quarter(string dataset, bool coarse)
    {
        NnUnetPlans plans = NnUnetPlanner.Plan(Known(dataset), NnUnetPreset.Plain);
        Assert.Equal(coarse, plans.HasCascade);
        Assert.Equal(coarse, plans["3d_fullres"].IsBatchDice);
        if (coarse)
        {
            NnUnetConfiguration low = plans["3d_lowres"];
            Assert.False(low.IsBatchDice);
            Assert.True(low.PatchSize.Count >= 0.25 * low.MedianSize.Aggregate(1.0, (product, one) => product * one) * 0.99);
            Assert.Equal(low.Spacing.X, low.Spacing.Y, 1e-9);
        }
    }

    [Fact]
    public void The_coarsest_axis_comes_first_and_a_plan_gives_the_axes_back()
    {
        Fingerprint sagittal = Of(new Spacing(5, 0.8, 0.9), new Size3(20, 300, 256), 10, 2);
        NnUnetPlans plans = NnUnetPlanner.Plan(sagittal, NnUnetPreset.Plain);
        Assert.Equal([2, 0, 1], plans.TransposeForward);
        Assert.Equal([1, 2, 0], plans.TransposeBackward);
        NnUnetConfiguration full = plans["3d_fullres"];
        Assert.Equal(new Spacing(0.8, 0.9, 5), full.Spacing);
        SegmentationPlan plan = Planner.Plan(sagittal, new PlannerOptions { Preset = NnUnetPreset.Plain });
        Assert.Equal(new WorkingGrid.OfSpacing(new Spacing(5, 0.8, 0.9)), plan.WorkingGrid);
        Assert.Equal(new Size3(full.PatchSize.Z, full.PatchSize.X, full.PatchSize.Y), plan.PatchSize);
        Assert.Equal([1, 3, 3], plan.Network.Kernels[0]);
        Assert.Contains("coarsest axis", Assert.Throws<ArgumentException>(() => plans.Chosen(2)).Message);
    }

    [Fact]
    public void A_median_between_two_sizes_is_not_rounded_before_the_levels_are_counted()
    {
        // 7.5 voxels are not halved: 8 would be. The patch is rounded up all the same.
        Fingerprint odd = Of(new Spacing(1, 1, 1), new Size3(64, 64, 7), 1, 2);
        odd = odd with { Scans = [odd.Scans[0], odd.Scans[0] with { Size = new Size3(64, 64, 8) }] };
        NnUnetConfiguration full = NnUnetPlanner.Plan(odd, NnUnetPreset.Plain)["3d_fullres"];
        Assert.Equal(7.5, full.MedianSize[2]);
        Assert.Equal(8, full.PatchSize.Z);
        Assert.All(full.Network.Strides, stride => Assert.Equal(1, stride[2]));
    }

    [Fact]
    public void Scans_cut_out_of_their_background_are_normalised_inside_and_planned_by_what_is_left()
    {
        Fingerprint cut = Of(new Spacing(1, 1, 1), new Size3(100, 100, 100), 5, 2);
        cut = cut with { Scans = [.. cut.Scans.Select(scan => scan with { NonzeroSize = new Size3(60, 70, 80) })] };
        NnUnetPlans plans = NnUnetPlanner.Plan(cut, NnUnetPreset.Plain);
        Assert.Equal([60.0, 70, 80], plans["3d_fullres"].MedianSize);
        Assert.Equal(new Normalization.ZScore(NonzeroOnly: true), plans.Normalizations[0]);
    }

    [Fact]
    public void A_network_that_sees_slices_leaves_them_as_far_apart_as_they_are()
    {
        SegmentationPlan plan = Planner.Plan(Known("prostate"), new PlannerOptions { Preset = NnUnetPreset.Plain, Dimensions = 2 });
        Grid scan = Grid.Of(new Size3(160, 160, 30), new Spacing(1.25, 1.25, 2.2)), working = plan.WorkingGrid.For(scan);
        Assert.Equal(2, plan.Dimensions);
        Assert.Equal(new Size3(320, 320, 30), working.Size);
        Assert.Equal(2.2, working.Spacing.Z, 1e-12);
    }

    [Fact]
    public void Planar_images_have_a_planar_network_only()
    {
        Fingerprint films = Of(new Spacing(1, 1, 1), new Size3(900, 700, 1), 20, 2) with { };
        films = films with { Scans = [.. films.Scans.Select(scan => scan with { Dimensions = 2 })] };
        NnUnetPlans plans = NnUnetPlanner.Plan(films, NnUnetPreset.Plain);
        Assert.Equal("2d", Assert.Single(plans.Configurations).Name);
        Assert.Equal("2d", plans.Chosen(null).Name);
        Assert.Contains("3d_fullres", Assert.Throws<ArgumentException>(() => plans.Chosen(3)).Message);
    }

    [Fact]
    public void The_file_has_nnU_Nets_form_with_the_slowest_axis_first()
    {
        NnUnetPlans plans = NnUnetPlanner.Plan(Known("liver"), NnUnetPreset.Plain);
        using JsonDocument file = JsonDocument.Parse(NnUnetPlansFile.ToJson(plans, Known("liver"), "Dataset003_Liver"));
        JsonElement root =
            file.RootElement, configurations = root.GetProperty("configurations"), full = configurations.GetProperty("3d_fullres");
        Assert.Equal("nnUNetPlans", root.GetProperty("plans_name").GetString());
        Assert.Equal([1, 0.7676, 0.7676], full.GetProperty("spacing").EnumerateArray().Select(one => one.GetDouble()));
        Assert.Equal([482.0, 512, 512], full.GetProperty("median_image_size_in_voxels").EnumerateArray().Select(one => one.GetDouble()));
        Assert.Equal(["CTNormalization"], full.GetProperty("normalization_schemes").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal([512, 512], configurations.GetProperty("2d").GetProperty("patch_size").EnumerateArray().Select(one => one.GetInt32()));
        Assert.Equal("3d_cascade_fullres", configurations.GetProperty("3d_lowres").GetProperty("next_stage").GetString());
        Assert.Equal("3d_fullres", configurations.GetProperty("3d_cascade_fullres").GetProperty("inherits_from").GetString());
        Assert.Equal(3, full.GetProperty("resampling_fn_data_kwargs").GetProperty("order").GetInt32());
        Assert.Equal([2, 2, 2, 2, 2, 2], full.GetProperty("architecture").GetProperty("arch_kwargs").GetProperty("n_conv_per_stage").EnumerateArray().Select(one => one.GetInt32()));
    }

    [Fact]
    public void The_training_recipe_is_nnU_Nets()
    {
        TrainingPlan training =
            NnUnetRecipe.TrainingPlanOf(NnUnetPlanner.Plan(Known("hippocampus"), NnUnetPreset.Plain)["3d_fullres"], null, 7);
        Assert.Equal(new TrainingBudget.OfEpochs(1000), training.Budget);
        Assert.Equal((9, 250, 12.0, 0.0, 7), (training.BatchSize, training.StepsPerEpoch, training.GradientClip, training.AveragingDecay, training.Seed));
        Assert.Equal(new Optimizer.StochasticGradientDescent(1e-2, 0.99, 3e-5, true), training.Optimizer);
        Assert.Equal(Math.Pow(0.5, 0.9), training.Schedule.At(0.5), 1e-12);
    }

    [Fact]
    public void Sides_are_not_mirrored_where_labels_speak_of_them()
    {
        Assert.Equal(["x", "y", "z"], Planner.Plan(Known("liver"), new PlannerOptions { Preset = NnUnetPreset.Plain }).MirrorAxes);
        Fingerprint kidneys = Known("liver") with { Labels = [new PlannedLabel(1, "kidney_left"), new PlannedLabel(2, "kidney_right")] };
        Assert.Empty(Planner.Plan(kidneys, new PlannerOptions { Preset = NnUnetPreset.Plain }).MirrorAxes);
    }

    private static Fingerprint Known(string dataset) => dataset switch
    {
        "hippocampus" => Of(new Spacing(1, 1, 1), new Size3(35, 50, 36), 260, 2),
        "brats" => Of(new Spacing(1, 1, 1), new Size3(138, 170, 138), 484, 3),
        "liver" => Of(new Spacing(0.7676, 0.7676, 1), new Size3(512, 512, 482), 131, 2, "CT"),
        "heart" => Of(new Spacing(1.25, 1.25, 1.37), new Size3(232, 320, 115), 20, 1),
        "spleen" => Of(new Spacing(0.79, 0.79, 1.6), new Size3(512, 512, 187), 41, 1, "CT"),
        "prostate" => Of(new Spacing(0.625, 0.625, 3.6), new Size3(319, 320, 20), 32, 2),
        _ => Of(new Spacing(1.56, 1.56, 5), new Size3(208, 237, 18), 200, 3),
    };

    private static Fingerprint Of(Spacing spacing, Size3 size, int scans, int labels, string channel = "MRI") => new()
    {
        Channels = [channel],
        ChannelsAreNamed = true,
        Labels = [.. Enumerable.Range(1, labels).Select(value => new PlannedLabel(value, $"structure {value}"))],
        Foreground = [new IntensityStatistics(100, 50, -100, 400, -50, 90, 300)],
        Scans =
        [
            .. Enumerable.Range(0, scans).Select(i => new ScanFingerprint
            {
                Id = $"case {i}", Size = size, Spacing = spacing, Dimensions = 3, ZeroFractions = [0], Intensities = [], LabelVoxels = new Dictionary<int, long>(),
            }),
        ],
    };
}
