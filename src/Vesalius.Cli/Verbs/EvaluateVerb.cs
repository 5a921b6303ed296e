using System.CommandLine;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Evaluation;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Verbs;

/// <summary><c>evaluate REFERENCE PREDICTION</c>: compare masks or folders of masks.</summary>
internal static class EvaluateVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var reference = new Argument<string>("reference") { Description = "The true masks: a file, or a folder with a file per case." };
        var prediction = new Argument<string>("prediction") { Description = "The masks to judge: a file or folder of the same stems." };
        var profile = new Option<string>("--profile")
        {
            Description = "Whose conventions the scores follow.",
            DefaultValueFactory = _ => MetricProfile.DeepMind.Name,
        };
        profile.AcceptOnlyFromAmong([.. MetricProfile.All.Select(known => known.Name)]);
        Option<double[]?> tolerance = OptionParsing.Numbers("--tolerance", "Millimetres within which surfaces agree; 1,2 by default.");
        Option<double[]?> labels = OptionParsing.Numbers("--labels", "Only these label values.");
        var notAnnotated = new Option<int?>("--not-annotated") { Description =
            "The value in the true masks of voxels that nobody annotated; they count for nothing." };
        var csv = new Option<string?>("--csv") { Description = "Write every case and label to a CSV file." };
        var against = new Option<string?>("--against") { Description =
            "Other predictions of the same cases, to compare with case by case." };
        var groups = new Option<string?>("--groups") { Description =
            "A CSV file with the columns case and group: what belongs to one patient is not counted twice." };
        var report = new Option<string?>("--report") { Description = "Write an HTML page that needs nothing beside it." };
        var images = new Option<string?>("--images") { Description =
            "The images, to show the worst cases on them in the report: a folder, or a file." };
        var strict = new Option<bool>("--strict") { Description = "A reference without a prediction is an error. Always so." };
        var metrics = new MetricOptions();
        var command = new Command("evaluate", "Compare masks or folders of masks: overlap, surface distances, a summary over cases.")
            { reference, prediction, against, groups, profile, tolerance, labels, notAnnotated, csv, report, images, strict };
        metrics.AddTo(command);
        return command.Runs((parsed, host, cancellation) =>
        {
            var options = new EvaluationOptions
            {
                Profile = MetricProfile.Named(parsed.GetRequiredValue(profile)),
                Labels = Whole(parsed.GetValue(labels)),
                NotAnnotatedValue = parsed.GetValue(notAnnotated),
            };
            options = metrics.Applied(parsed, options);
            options = parsed.GetValue(tolerance) is { Length: > 0 } tolerances ? options with { TolerancesMm = tolerances } : options;
            var request = new EvaluationRequest
            {
                Reference = parsed.GetRequiredValue(reference),
                Prediction = parsed.GetRequiredValue(prediction),
                Against = parsed.GetValue(against),
                Groups = parsed.GetValue(groups),
                Options = options,
            };
            CaseImages found = ImagesOf(parsed.GetValue(images), parsed.GetValue(report));
            EvaluationOutcome outcome = request.Run(host, cancellation);
            Write(outcome, parsed.GetValue(csv), parsed.GetValue(report) is { } page ? (page, found) : null, cancellation);
            return Tell(outcome, host);
        });
    }

    private static CaseImages ImagesOf(string? images, string? report) => (images, report) switch
    {
        (null, _) => CaseImages.None,
        (_, null) => throw Failure.Usage("--images shows the worst cases in a report; add --report FILE.html."),
        _ => Failure.Reading(() => CaseImages.Find(images)),
    };

    private static int[]? Whole(double[]? labels)
    {
        if (labels is not { Length: > 0 })
        {
            return null;
        }

        return labels.All(label => label is >= 1 and <= ushort.MaxValue && label == Math.Floor(label))
            ? [.. labels.Select(label => (int)label)]
            : throw Failure.Usage($"--labels takes whole numbers from 1 to {ushort.MaxValue}; '{string.Join(',', labels)}' came.");
    }

    private static void Write(EvaluationOutcome outcome, string? csv, (string Path, CaseImages Images)? report,
        CancellationToken cancellation)
    {
        if (csv is not null)
        {
            Failure.Writing(csv, () => EvaluationTables.Cases(outcome.Model, outcome.Rival).Write(csv));
        }

        if (report is var (path, images))
        {
            ReportPage page = EvaluationHtml.Of(outcome, images, cancellation);
            Failure.Writing(path, () => page.Write(path));
        }
    }

    private static int Tell(EvaluationOutcome outcome, Host host)
    {
        CaseFailure[] failures = [.. outcome.Failures];
        foreach (CaseFailure failure in failures)
        {
            host.TellError($"{failure.Case}: {ErrorMapping.MessageOf(failure.Problem)}");
        }

        host.WriteJson(EvaluationDocument.Of(outcome));
        EvaluationReport.Show(outcome, host);
        bool areAllUnreadable = failures.All(failure => failure.Problem is IOException or UnauthorizedAccessException);
        return ExitCode.OfCases(outcome.Model.Summary.Cases.Count, failures.Length, areAllUnreadable ? ExitCode.Unreadable
            : ExitCode.Failed);
    }
}
