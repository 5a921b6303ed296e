using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Exchange;

/// <summary>
/// The network that an nnU-Net configuration describes: since nnU-Net 2.4 under "architecture", before that in members of the configuration
/// itself. Axes there are slowest first; plans here have (x, y, z).
/// </summary>
internal static class NnUnetArchitecture
{
    private const int MostStages = 12;
    private const int MostFeatures = 4096;

    /// <summary>The network.</summary>
    /// <exception cref="Models.ModelException">It is of a kind that is not supported; the member is named.</exception>
    public static NetworkPlan Read(JsonPlace configuration)
    {
        bool isOld = configuration.Find("architecture") is null;
        JsonPlace name = isOld ? configuration["UNet_class_name"] : configuration["architecture"]["network_class_name"];
        JsonPlace arguments = isOld ? configuration : configuration["architecture"]["arch_kwargs"];
        bool isResidual = name.Text().Split('.')[^1] switch
        {
            "PlainConvUNet" => false,
            "ResidualEncoderUNet" => true,
            _ => throw name.Wrong("PlainConvUNet or ResidualEncoderUNet"),
        };
        JsonPlace kernels = arguments[isOld ? "conv_kernel_sizes" : "kernel_sizes"], strides = arguments[isOld ? "pool_op_kernel_sizes" : "strides"];
        JsonPlace blocks = arguments[isOld ? "n_conv_per_stage_encoder" : isResidual ? "n_blocks_per_stage" : "n_conv_per_stage"];
        int stages = isOld ? blocks.Items().Count : arguments["n_stages"].Whole();
        if (stages is < 2 or > MostStages)
        {
            throw blocks.Wrong($"2 to {MostStages} stages");
        }

        if (!isOld)
        {
            ExpectUsualParts(arguments);
        }

        return new NetworkPlan
        {
            Features = isOld ? OldFeatures(arguments, stages) : Each(arguments["features_per_stage"], stages, 1, MostFeatures),
            Kernels = Axes(kernels, stages, (size, place) => size is >= 1 and <= 15 && size % 2 == 1 ? size : throw place.Wrong("odd sizes up to 15")),
            Strides = Strides(strides, stages),
            EncoderBlocks = Each(blocks, stages, 1, 64),

            // There the decoder begins with its coarsest stage, here every list begins with the finest level.
            DecoderBlocks = [.. Enumerable.Reverse(Each(arguments["n_conv_per_stage_decoder"], stages - 1, 1, 64))],
            Block = isResidual ? BlockKind.Residual : BlockKind.Plain,
            HasStem = isResidual,
            HasUpsamplingBias = isOld || arguments["conv_bias"].Flag(),
        };
    }

    private static int[] OldFeatures(JsonPlace arguments, int stages)
    {
        int first = arguments["UNet_base_num_features"].Whole(), most = arguments["unet_max_num_features"].Whole();
        return first is >= 1 and <= MostFeatures && most is >= 1 and <= MostFeatures
            ? [.. Enumerable.Range(0, stages).Select(stage => (int)Math.Min((long)first << stage, most))]
            : throw arguments["UNet_base_num_features"].Wrong($"1 to {MostFeatures} features");
    }

    /// <summary>One number per stage, or one for all.</summary>
    private static int[] Each(JsonPlace place, int count, int least, int most)
    {
        int[] values = place.IsNumber ? [.. Enumerable.Repeat(place.Whole(), count)] : place.Wholes();
        return values.Length == count && values.All(value => value >= least && value <= most)
            ? values
            : throw place.Wrong($"{count} numbers from {least} to {most}");
    }

    private static IReadOnlyList<IReadOnlyList<int>> Axes(JsonPlace place, int stages, Func<int, JsonPlace, int> check)
    {
        IReadOnlyList<JsonPlace> items = place.Items();
        return items.Count != stages
            ? throw place.Wrong($"{stages} entries")
            : [.. items.Select(IReadOnlyList<int> (item) =>
            {
                int[] slowestFirst = item.Wholes();
                return slowestFirst.Length is 2 or 3
                    ? [check(slowestFirst[^1], item), check(slowestFirst[^2], item), slowestFirst.Length == 3 ? check(slowestFirst[0], item) : 1]
                    : throw item.Wrong("two or three numbers");
            })];
    }

    private static IReadOnlyList<IReadOnlyList<int>> Strides(JsonPlace place, int stages)
    {
        IReadOnlyList<IReadOnlyList<int>> strides = Axes(place, stages, (step, at) => step is >= 1 and <= 8 ? step : throw at.Wrong("steps from 1 to 8"));
        return strides[0].All(step => step == 1) ? strides : throw place.Wrong("a first stage at full resolution");
    }

    /// <summary>Refuses norms and activations other than the ones all of nnU-Net's planners choose.</summary>
    private static void ExpectUsualParts(JsonPlace arguments)
    {
        if (arguments["norm_op"] is var norm && !norm.Text().Contains("InstanceNorm", StringComparison.Ordinal))
        {
            throw norm.Wrong("instance norm");
        }

        if (arguments.Find("norm_op_kwargs") is { } options)
        {
            if (options.Find("affine") is not { } affine || !affine.Flag())
            {
                throw options.Wrong("an affine norm");
            }

            if (options.Find("eps") is { } epsilon && epsilon.Number() != 1e-5)
            {
                throw epsilon.Wrong("1e-5");
            }
        }

        if (arguments["nonlin"] is var activation && activation.Text().Split('.')[^1] != "LeakyReLU")
        {
            throw activation.Wrong("LeakyReLU");
        }

        if (arguments.Find("nonlin_kwargs")?.Find("negative_slope") is { } slope && slope.Number() != 0.01)
        {
            throw slope.Wrong("0.01");
        }
    }
}
