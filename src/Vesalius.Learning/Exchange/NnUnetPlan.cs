using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Exchange;

/// <summary>The plan of an nnU-Net model, from plans.json and dataset.json.</summary>
internal static class NnUnetPlan
{
    private const long MostPatchVoxels = 1L << 28;

    /// <summary>Translates one configuration.</summary>
    /// <param name="plans">plans.json.</param>
    /// <param name="dataset">dataset.json.</param>
    /// <param name="name">The configuration.</param>
    /// <param name="mirrored">Axes of the patch, slowest first, along which the network was trained to see mirrored patches.</param>
    /// <exception cref="Models.ModelException">Something is missing, or of a kind that is not supported; the member is named.</exception>
    public static SegmentationPlan Read(JsonPlace plans, JsonPlace dataset, string name, IReadOnlyList<int> mirrored)
    {
        JsonPlace configuration = NnUnetConfiguration.Of(plans, name);
        int[] patch = configuration["patch_size"].Wholes();
        if (patch.Length is not (2 or 3) || patch.Any(size => size is < 1 or > 4096) || patch.Aggregate(1L, (product, size) => product * size) > MostPatchVoxels)
        {
            throw configuration["patch_size"].Wrong("two or three sizes from 1 to 4096");
        }

        NetworkPlan network = NnUnetArchitecture.Read(configuration);
        NnUnetConventions rule = Conventions(plans, configuration, patch.Length);
        NnUnetLabels labels = NnUnetLabels.Read(dataset);
        IReadOnlyList<string> channels = Channels(dataset);
        var patchSize = new Size3(patch[^1], patch[^2], patch.Length == 3 ? patch[0] : 1);
        ExpectDivisible(configuration, network, patchSize);
        return new SegmentationPlan
        {
            Dimensions = patch.Length,
            Channels = channels,
            Labels = labels.Labels,
            Outputs = labels.Outputs,
            NotAnnotatedValue = labels.NotAnnotatedValue,
            WorkingGrid = new WorkingGrid.OfSpacing(new Spacing(rule.Spacing[^1], rule.Spacing[^2], rule.Spacing.Count == 3 ? rule.Spacing[0] : 1)),
            Normalizations = [.. Enumerable.Range(0, channels.Count).Select(channel => NormalizationOf(plans, configuration, channel))],
            PatchSize = patchSize,
            Network = network,
            PreviousLabels = configuration.Find("previous_stage") is null ? null : labels.Values,
            NnUnet = rule with { MaskedChannels = Masked(configuration, channels.Count) },
            MirrorAxes =
                [.. mirrored.Where(axis => axis >= 0 && axis < patch.Length).Select(axis => "zyx"[axis + 3 - patch.Length].ToString()).Distinct()],
        };
    }

    private static NnUnetConventions Conventions(JsonPlace plans, JsonPlace configuration, int dimensions)
    {
        int[] order = plans["transpose_forward"].Wholes();
        double[] spacing = configuration["spacing"].Numbers();
        if (!order.Order().SequenceEqual([0, 1, 2]))
        {
            throw plans["transpose_forward"].Wrong("an order of the axes 0, 1, 2");
        }

        if ((spacing.Length != 3 && spacing.Length != dimensions) || spacing.Any(step => !(step is > 0 and < 1e6)))
        {
            throw configuration["spacing"].Wrong("as many spacings as the patch has axes");
        }

        return new NnUnetConventions
        {
            AxisOrder = order,
            Spacing = spacing,
            IgnoresSpacing = plans.Find("image_reader_writer")?.Text() == "NaturalImage2DIO",
            Data = Resampling(configuration, "resampling_fn_data"),
            Labels = configuration.Find("previous_stage") is null ? null : Resampling(configuration, "resampling_fn_seg"),
            Scores = Resampling(configuration, "resampling_fn_probabilities"),
        };
    }

    private static NnUnetResampling Resampling(JsonPlace configuration, string member)
    {
        if (configuration[member] is var function && function.Text() != "resample_data_or_seg_to_shape")
        {
            throw function.Wrong("resample_data_or_seg_to_shape");
        }

        JsonPlace options = configuration[member + "_kwargs"];
        int Order(string name, int usual) => options.Find(name) is not { } place ? usual
            : place.Whole() is 0 or 1 or 3 ? place.Whole() : throw place.Wrong("order 0, 1 or 3");
        var rule = new NnUnetResampling(Order("order", 3), Order("order_z", 0), options.Find("force_separate_z")?.Flag());
        return member != "resampling_fn_data" && (rule.Order != 1 || rule.OrderAcross != 0)
            ? throw options.Wrong("order 1 and order_z 0 for probabilities and labels")
            : rule;
    }

    private static string[] Channels(JsonPlace dataset)
    {
        JsonPlace channels = dataset.Find("channel_names", "modality") ?? throw dataset.Wrong("a member 'channel_names'");
        string[] names = [.. channels.Members().OrderBy(one => int.TryParse(one.Name, out int number) ? number : int.MaxValue).Select(one => one.Value.Text())];
        return names.Length is >= 1 and <= 64 ? names : throw channels.Wrong("1 to 64 channels");
    }

    private static bool[] Masked(JsonPlace configuration, int channels)
    {
        string[] schemes = Schemes(configuration);
        bool[] masked = [.. configuration["use_mask_for_norm"].Items().Select(item => item.Flag())];
        return masked.Length >= channels && schemes.Length >= channels
            ? [.. Enumerable.Range(0, channels).Select(channel => masked[channel] && schemes[channel] == "ZScoreNormalization")]
            : throw configuration["use_mask_for_norm"].Wrong($"{channels} entries, one per channel");
    }

    private static string[] Schemes(JsonPlace configuration) => [.. configuration["normalization_schemes"].Items().Select(item => item.Text())];

    private static Normalization NormalizationOf(JsonPlace plans, JsonPlace configuration, int channel)
    {
        string[] schemes = Schemes(configuration);
        if (channel >= schemes.Length)
        {
            throw configuration["normalization_schemes"].Wrong($"an entry for channel {channel}");
        }

        return schemes[channel] switch
        {
            "CTNormalization" => Window(plans, channel),
            "ZScoreNormalization" => new Normalization.ZScore(),
            "RescaleTo01Normalization" => new Normalization.UnitRange(),
            "RGBTo01Normalization" => new Normalization.Divided(255),
            "NoNormalization" => new Normalization.None(),
            _ => throw configuration["normalization_schemes"].Wrong("normalisations that nnU-Net itself has"),
        };
    }

    private static Normalization.FixedWindow Window(JsonPlace plans, int channel)
    {
        JsonPlace all = plans.Find("foreground_intensity_properties_per_channel", "foreground_intensity_properties_by_modality")
            ?? throw plans.Wrong("a member 'foreground_intensity_properties_per_channel'");
        JsonPlace own = all[channel.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        return new Normalization.FixedWindow(own["percentile_00_5"].Number(), own["percentile_99_5"].Number(), own["mean"].Number(), own["std"].Number());
    }

    private static void ExpectDivisible(JsonPlace configuration, NetworkPlan network, Size3 patch)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            long divisor = network.Strides.Aggregate(1L, (product, stride) => product * stride[axis]);
            if (patch[axis] % divisor != 0)
            {
                throw configuration["patch_size"].Wrong($"a size that the strides divide (by {divisor})");
            }
        }
    }
}
