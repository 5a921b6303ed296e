using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Cli.Verbs;

/// <summary><c>plan DATASET</c>: the plan that <c>train</c> would use, explained.</summary>
internal static class PlanVerb
{
    private static readonly Argument<string> Data = new("dataset") { Description = "A folder of scans and masks." };

    private static readonly Option<string?> Labels = new("--labels") { Description = "The folder of masks, where it is not called labels." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("plan", "Show the plan that train would use, and why.") { Data, Labels }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        Dataset dataset = Dataset.Open(parsed.GetRequiredValue(Data), new DatasetOptions { LabelFolder = parsed.GetValue(Labels) });
        Fingerprint fingerprint = host.Follow("reading scans", progress => FingerprintExtractor.Extract(dataset, progress, cancellation));
        SegmentationPlan plan = Planner.Plan(fingerprint, new PlannerOptions { Features = 16 });
        host.WriteJson(plan);
        foreach (string sentence in PlanExplanation.Of(fingerprint, plan))
        {
            host.Write(sentence);
        }

        return ExitCode.Done;
    }
}
