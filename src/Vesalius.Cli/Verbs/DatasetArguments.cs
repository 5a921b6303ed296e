using System.CommandLine;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;

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

    /// <summary>How the dataset is read.</summary>
    public static DatasetOptions DatasetOptionsOf(ParseResult parsed) => new() { LabelFolder = parsed.GetValue(Labels), SplitFile = parsed.GetValue(Split) };

    /// <summary>What the planner is asked for: sixteen features at full resolution are what a processor without a GPU trains in minutes.</summary>
    public static PlannerOptions PlannerOptionsOf(ParseResult parsed) =>
        new() { Features = 16, Dimensions = parsed.GetValue(Dimensions) switch { "2d" => 2, "3d" => 3, _ => null } };
}
