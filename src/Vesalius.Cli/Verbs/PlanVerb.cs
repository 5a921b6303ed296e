using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Training;
using Vesalius.Learning;
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

    private static readonly Option<double?> Minutes = new("--minutes") { Description = "The minutes that train would have (10 unless given)." };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("plan", "Show the plan that train would use, and why.")
        {
            DatasetArguments.Folder, DatasetArguments.Dimensions, DatasetArguments.Labels, DatasetArguments.Split,
            DatasetArguments.Fold, DatasetArguments.Preset, DatasetArguments.Memory, Minutes, Output,
        }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        Dataset dataset = Dataset.Open(parsed.GetRequiredValue(DatasetArguments.Folder), DatasetArguments.DatasetOptionsOf(parsed));
        PlannerOptions options = DatasetArguments.PlannerOptionsOf(parsed);
        var request = new TrainingRequest
        {
            Dataset = dataset.Folder, Output = string.Empty, PlannerOptions = options, Memory = parsed.GetValue(DatasetArguments.Memory),
            Budget = new TrainingBudget.OfMinutes(parsed.GetValue(Minutes) ?? 10),

            // Only people are told times: nothing is measured for a document.
            Deterministic = host.IsJson,
        };
        Fingerprint? fingerprint = options.Preset is null ? null
            : host.Follow("reading scans", progress => FingerprintExtractor.Extract(dataset, options, progress, cancellation));
        NnUnetPlans? nnUnet = options.Preset is { } preset ? NnUnetPlanner.Plan(fingerprint!, preset) : null;
        PlannedTraining? planned = nnUnet is not null ? null
            : host.Follow("reading scans, timing steps", progress => PlannedTraining.Of(dataset, request, progress, cancellation));
        string json = nnUnet is null ? ModelFolder.ToJson(planned!.Plan) : NnUnetPlansFile.ToJson(nnUnet, fingerprint!, dataset.Name);
        if (parsed.GetValue(Output) is { } path)
        {
            Failure.Writing(path, () => File.WriteAllText(path, json));
        }

        if (host.IsJson)
        {
            host.WriteRaw(json);
            return ExitCode.Done;
        }

        foreach (string sentence in nnUnet is null ? planned!.Reasons : NnUnetExplanation.Of(fingerprint!, nnUnet))
        {
            host.Write(sentence);
        }

        if (nnUnet is null)
        {
            host.Write(TrainingWords.Memory(planned!.Memory, request.Memory));
            host.Write(TrainingWords.Time(planned));
        }

        return ExitCode.Done;
    }
}
