using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Plans.NnUnet;

namespace Vesalius.Cli.Verbs;

/// <summary>What <c>plan</c> and <c>train</c> are both told about a dataset: the same words, so that the one shows what the other does.</summary>
internal static class DatasetArguments
{
    /// <summary>The dataset.</summary>
    public static readonly Argument<string> Folder = new("dataset") { Description = "A folder of scans and masks (images/ and labels/), an nnU-Net raw dataset, or a Medical Decathlon task." };

    /// <summary>2-D or 3-D.</summary>
    public static readonly Option<string> Dimensions = new Option<string>("--dimensions") { Description = "auto, 2d or 3d.", DefaultValueFactory = _ => "auto" }
        .AcceptOnlyFromAmong("auto", "2d", "3d");

    /// <summary>The folder of masks.</summary>
    public static readonly Option<string?> Labels = new("--labels") { Description = "The folder of masks, where it is not called labels." };

    /// <summary>The split.</summary>
    public static readonly Option<string?> Split = new("--split") { Description = "A split.csv (case, group, split) in place of the dataset's own." };

    /// <summary>The fold.</summary>
    public static readonly Option<int?> Fold = new("--fold")
    {
        Description = "Validate on one of nnU-Net's five folds, 0 to 4, in place of a split file.",
    };

    /// <summary>The planner.</summary>
    public static readonly Option<string?> Preset = new Option<string?>("--preset")
        { Description = "Plan and train as nnU-Net does: nnunet, resenc-m, resenc-l or resenc-xl." }
        .AcceptOnlyFromAmong([.. NnUnetPreset.All.Select(one => one.Name)]);

    /// <summary>The memory that training may take.</summary>
    public static readonly Option<long?> Memory = OptionParsing.Bytes(
        "--memory", "The most memory that training may take, such as 4GB: network, patch and batch are chosen to fit, or the wish is refused.");

    /// <summary>How the dataset is read.</summary>
    public static DatasetOptions DatasetOptionsOf(ParseResult parsed)
    {
        if (parsed.GetValue(Fold) is not null && parsed.GetValue(Split) is not null)
        {
            throw Failure.Usage("--fold and --split are two ways to say what to validate on; give one of them.");
        }

        return new DatasetOptions
        {
            LabelFolder = parsed.GetValue(Labels), SplitFile = parsed.GetValue(Split), Fold = parsed.GetValue(Fold),
        };
    }

    /// <summary>What the planner is asked for: sixteen features at full resolution are what a processor without a GPU trains in minutes.</summary>
    public static PlannerOptions PlannerOptionsOf(ParseResult parsed) =>
        new()
        {
            Features = 16,
            Dimensions = parsed.GetValue(Dimensions) switch { "2d" => 2, "3d" => 3, _ => null },
            Preset = parsed.GetValue(Preset) is { } name ? NnUnetPreset.Named(name) : null,
        };
}
