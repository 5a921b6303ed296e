using System.CommandLine;
using Vesalius.Analysis.Evaluation;
using Vesalius.Cli.Evaluation;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;

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
        var notAnnotated = new Option<int?>("--not-annotated") { Description = "The value in the true masks of voxels that nobody annotated; they count for nothing." };
        var csv = new Option<string?>("--csv") { Description = "Write every case and label to a CSV file." };
        var strict = new Option<bool>("--strict") { Description = "A reference without a prediction is an error. Always so." };
        return new Command("evaluate", "Compare masks or folders of masks: overlap, surface distances, a summary over cases.")
            { reference, prediction, profile, tolerance, labels, notAnnotated, csv, strict }
            .Runs((parsed, host, cancellation) =>
            {
                var options = new EvaluationOptions
                {
                    Profile = MetricProfile.Named(parsed.GetRequiredValue(profile)),
                    Labels = Whole(parsed.GetValue(labels)),
                    NotAnnotatedValue = parsed.GetValue(notAnnotated),
                };
                options = parsed.GetValue(tolerance) is { Length: > 0 } tolerances ? options with { TolerancesMm = tolerances } : options;
                IReadOnlyList<CasePair> pairs = Pairs(parsed.GetRequiredValue(reference), parsed.GetRequiredValue(prediction));
                options = options with { NotAnnotated = NotAnnotated(parsed.GetRequiredValue(reference), pairs, host) };
                EvaluationSummary summary = host.Follow("evaluating", progress => FolderEvaluation.Run(pairs, options, progress, cancellation));
                return Tell(summary, options, parsed.GetValue(csv), host);
            });
    }

    private static IReadOnlyList<CasePair> Pairs(string reference, string prediction) => (Directory.Exists(reference), Directory.Exists(prediction)) switch
    {
        (true, true) => Failure.Reading(() => CasePair.Match(reference, prediction)),
        (false, false) => [new CasePair(VolumeFile.StemOf(reference), Existing(reference), Existing(prediction))],
        _ => throw Failure.Usage(
            $"{(Directory.Exists(reference) ? reference : prediction)} is a folder and {(Directory.Exists(reference) ? prediction : reference)} is not; compare two files or two folders."),
    };

    /// <summary>What the dataset that the reference folder lies in says of structures that nobody annotated.</summary>
    private static IReadOnlyDictionary<string, IReadOnlyList<int>> NotAnnotated(string reference, IReadOnlyList<CasePair> pairs, Host host)
    {
        string folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(reference))) ?? reference;
        IReadOnlyDictionary<string, IReadOnlyList<int>> found = Directory.Exists(reference)
            ? PartialAnnotation.ByCase(folder, pairs.Select(pair => pair.Case)) : new Dictionary<string, IReadOnlyList<int>>();
        if (found.Count > 0)
        {
            int structures = found.Values.Sum(values => values.Count);
            host.Say($"{folder}: {structures} structure(s) of {found.Count} case(s) were not annotated; they are left out.");
        }

        return found;
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw Failure.Unreadable($"{path}: there is no such file. Check the path.");

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

    private static int Tell(EvaluationSummary summary, EvaluationOptions options, string? csv, Host host)
    {
        foreach (CaseFailure failure in summary.Failures)
        {
            host.TellError($"{failure.Case}: {ErrorMapping.MessageOf(failure.Problem)}");
        }

        if (csv is not null)
        {
            Failure.Writing(csv, () => EvaluationTables.Cases(summary).Write(csv));
        }

        host.WriteJson(EvaluationDocument.Of(summary, options));
        EvaluationReport.Show(summary, options, host);
        bool areAllUnreadable = summary.Failures.All(failure => failure.Problem is IOException or UnauthorizedAccessException);
        return ExitCode.OfCases(summary.Cases.Count, summary.Failures.Count, areAllUnreadable ? ExitCode.Unreadable : ExitCode.Failed);
    }
}
