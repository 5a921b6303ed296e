using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Plans.NnUnet;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Cli.Verbs;

/// <summary><c>plan DATASET</c>: the plan that <c>train</c> would use, explained.</summary>
internal static class PlanVerb
{
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Also write the plan to this JSON file." };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("plan", "Show the plan that train would use, and why.")
        {
            DatasetArguments.Folder, DatasetArguments.Dimensions, DatasetArguments.Labels, DatasetArguments.Split,
            DatasetArguments.Fold, DatasetArguments.Preset, Output,
        }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        Dataset dataset = Dataset.Open(parsed.GetRequiredValue(DatasetArguments.Folder), DatasetArguments.DatasetOptionsOf(parsed));
        PlannerOptions options = DatasetArguments.PlannerOptionsOf(parsed);
        Fingerprint fingerprint =
            host.Follow("reading scans", progress => FingerprintExtractor.Extract(dataset, options, progress, cancellation));
        NnUnetPlans? nnUnet = options.Preset is { } preset ? NnUnetPlanner.Plan(fingerprint, preset) : null;
        SegmentationPlan plan = Planner.Plan(fingerprint, options);
        string json = nnUnet is null ? ModelFolder.ToJson(plan) : NnUnetPlansFile.ToJson(nnUnet, fingerprint, dataset.Name);
        if (parsed.GetValue(Output) is { } path)
        {
            Failure.Writing(path, () => File.WriteAllText(path, json));
        }

        if (host.IsJson)
        {
            host.WriteRaw(json);
        }

        foreach (string sentence in nnUnet is null ? PlanExplanation.Of(fingerprint, plan) : NnUnetExplanation.Of(fingerprint, nnUnet))
        {
            host.Write(sentence);
        }

        return ExitCode.Done;
    }
}
