using System.Text.Json.Nodes;
using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>The form of nnU-Net's plans.json, which its own tools read: axes slowest first.</summary>
public static class NnUnetPlansFile
{
    /// <summary>The plans as JSON text.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="fingerprint">The dataset they were made for.</param>
    /// <param name="datasetName">What the dataset is called.</param>
    public static string ToJson(NnUnetPlans plans, Fingerprint fingerprint, string datasetName)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(fingerprint);
        var configurations = new JsonObject();
        foreach (NnUnetConfiguration one in plans.Configurations.OrderBy(one => one.Name == "3d_fullres" ? 1 : 0))
        {
            configurations[one.Name] = ConfigurationOf(plans, one);
        }

        if (plans.HasCascade)
        {
            configurations["3d_lowres"]!["next_stage"] = "3d_cascade_fullres";
            configurations["3d_cascade_fullres"] = new JsonObject { ["inherits_from"] = "3d_fullres", ["previous_stage"] = "3d_lowres" };
        }

        var root = new JsonObject
        {
            ["dataset_name"] = datasetName,
            ["plans_name"] = plans.Preset.PlansName,
            ["original_median_spacing_after_transp"] = Numbers(plans.OriginalMedianSpacing.Reverse()),
            ["original_median_shape_after_transp"] = Integers(plans.OriginalMedianSize.Reverse().Select(one => (int)Math.Round(one))),
            ["image_reader_writer"] = fingerprint.Scans[0].Dimensions == 2 ? "NaturalImage2DIO" : "SimpleITKIO",
            ["transpose_forward"] = Integers(plans.TransposeForward),
            ["transpose_backward"] = Integers(plans.TransposeBackward),
            ["configurations"] = configurations,
            ["experiment_planner_used"] = plans.Preset.Planner,
            ["label_manager"] = "LabelManager",
            ["foreground_intensity_properties_per_channel"] = new JsonObject(
                fingerprint.Foreground.Select((one, channel) => KeyValuePair.Create<string, JsonNode?>($"{channel}", IntensitiesOf(one)))),
        };
        return root.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    private static JsonObject ConfigurationOf(NnUnetPlans plans, NnUnetConfiguration one) => new()
    {
        ["data_identifier"] = $"{(one.Name == "3d_lowres" ? plans.Preset.PlansName : NnUnetPreset.Plain.PlansName)}_{one.Name}",
        ["preprocessor_name"] = "DefaultPreprocessor",
        ["batch_size"] = one.BatchSize,
        ["patch_size"] = Integers(Axes(one, one.PatchSize)),
        ["median_image_size_in_voxels"] = Numbers(one.MedianSize.Take(one.Dimensions).Reverse()),
        ["spacing"] = Numbers(Enumerable.Range(0, one.Dimensions).Reverse().Select(axis => one.Spacing[axis])),
        ["normalization_schemes"] = new JsonArray([.. plans.Normalizations.Select(scheme => (JsonNode)SchemeOf(scheme))]),
        ["use_mask_for_norm"] = new JsonArray(
            [.. plans.Normalizations.Select(scheme => (JsonNode)(scheme is Normalization.ZScore { NonzeroOnly: true }))]),
        ["resampling_fn_data"] = "resample_data_or_seg_to_shape",
        ["resampling_fn_seg"] = "resample_data_or_seg_to_shape",
        ["resampling_fn_data_kwargs"] = Resampling(isLabels: false, order: 3),
        ["resampling_fn_seg_kwargs"] = Resampling(isLabels: true, order: 1),
        ["resampling_fn_probabilities"] = "resample_data_or_seg_to_shape",
        ["resampling_fn_probabilities_kwargs"] = Resampling(isLabels: false, order: 1),
        ["architecture"] = ArchitectureOf(one),
        ["batch_dice"] = one.IsBatchDice,
    };

    private static JsonObject ArchitectureOf(NnUnetConfiguration one)
    {
        NetworkPlan network = one.Network;
        bool isPlain = network.Block == BlockKind.Plain;
        return new JsonObject
        {
            ["network_class_name"] = "dynamic_network_architectures.architectures.unet." + (isPlain ? "PlainConvUNet" : "ResidualEncoderUNet"),
            ["arch_kwargs"] = new JsonObject
            {
                ["n_stages"] = network.Features.Count,
                ["features_per_stage"] = Integers(network.Features),
                ["conv_op"] = $"torch.nn.modules.conv.Conv{one.Dimensions}d",
                ["kernel_sizes"] = new JsonArray([.. network.Kernels.Select(kernel => Integers(Axes(one, kernel)))]),
                ["strides"] = new JsonArray([.. network.Strides.Select(stride => Integers(Axes(one, stride)))]),
                [isPlain ? "n_conv_per_stage" : "n_blocks_per_stage"] = Integers(network.EncoderBlocks),
                ["n_conv_per_stage_decoder"] = Integers(network.DecoderBlocks),
                ["conv_bias"] = true,
                ["norm_op"] = $"torch.nn.modules.instancenorm.InstanceNorm{one.Dimensions}d",
                ["norm_op_kwargs"] = new JsonObject { ["eps"] = 1e-5, ["affine"] = true },
                ["dropout_op"] = null,
                ["dropout_op_kwargs"] = null,
                ["nonlin"] = "torch.nn.LeakyReLU",
                ["nonlin_kwargs"] = new JsonObject { ["inplace"] = true },
            },
            ["_kw_requires_import"] = new JsonArray("conv_op", "norm_op", "dropout_op", "nonlin"),
        };
    }

    private static JsonObject IntensitiesOf(IntensityStatistics one) => new()
    {
        ["max"] = Number(one.Max), ["mean"] = Number(one.Mean), ["median"] = Number(one.Median), ["min"] = Number(one.Min),
        ["percentile_00_5"] = Number(one.LowPercentile), ["percentile_99_5"] = Number(one.HighPercentile),
        ["std"] = Number(one.StandardDeviation),
    };

    private static string SchemeOf(Normalization normalization) => normalization switch
    {
        Normalization.FixedWindow => "CTNormalization",
        Normalization.None => "NoNormalization",
        Normalization.UnitRange => "RescaleTo01Normalization",
        Normalization.Divided => "RGBTo01Normalization",
        _ => "ZScoreNormalization",
    };

    private static JsonObject Resampling(bool isLabels, int order) =>
        new() { ["is_seg"] = isLabels, ["order"] = order, ["order_z"] = 0, ["force_separate_z"] = null };

    private static IEnumerable<int> Axes(NnUnetConfiguration one, Size3 size) => Axes(one, [size.X, size.Y, size.Z]);

    private static IEnumerable<int> Axes(NnUnetConfiguration one, IReadOnlyList<int> axes) => axes.Take(one.Dimensions).Reverse();

    private static JsonArray Integers(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)value)]);

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(value => (JsonNode)value)]);

    // JSON has no NaN: a channel without foreground has no statistics.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
