using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Training;
using Vesalius.Learning;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Postprocessing;
using Vesalius.Learning.Training;

namespace Vesalius.Cli.Verbs;

/// <summary><c>train DATASET --output MODEL</c>: learn from a folder of scans and masks.</summary>
internal static class TrainVerb
{
    private const int PatchesShown = 8;

    private static readonly Option<string> Output = new("--output", "-o") { Description = "The folder the model goes to.", Required = true };

    private static readonly Option<double?> Minutes = new("--minutes") { Description = "Train for so many minutes (10 unless --epochs is given)." };

    private static readonly Option<int?> Epochs = new("--epochs") { Description = "Train for so many epochs, however long they take." };

    private static readonly Option<int?> Folds = new("--folds")
    {
        Description = "Cross-validate: so many trainings, one after another within the minutes; the model is their ensemble.",
    };

    private static readonly Option<bool> FindBest = new("--find-best")
    {
        Description = "Train slice by slice, in 3-D and, for large scans, in 3-D at low resolution, within the minutes; keep what is best on held-out cases.",
    };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "Begin with the weights of this model; output layers begin anew where the classes differ.",
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "The number all chance is drawn from.", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads.", DefaultValueFactory = _ => Environment.ProcessorCount };

    private static readonly Option<string> Device = new("--device") { Description = "auto, cpu or cuda.", DefaultValueFactory = _ => "auto" };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on where an earlier run into the same folder stopped." };

    private static readonly Option<bool> Deterministic = new("--deterministic") { Description = "Nothing may depend on how fast the machine is; with --epochs, the same run gives the same weights." };

    private static readonly Option<string?> TensorBoard = new("--tensorboard") { Description = "A folder to write TensorBoard event files to." };

    private static readonly Option<string?> Report = new("--report") { Description = "Write a page about the training to this HTML file." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        return new Command("train", "Learn from a folder of scans and masks.")
        {
            DatasetArguments.Folder, Output, Minutes, Epochs, DatasetArguments.Dimensions, DatasetArguments.Labels, DatasetArguments.Split,
            DatasetArguments.Fold, Folds, FindBest, DatasetArguments.Preset, DatasetArguments.Memory, From, Seed, Threads, Device, Resume, Deterministic, TensorBoard, Report,
        }.Runs(Run);
    }

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        TrainingRequest request = RequestOf(parsed);
        Action<TrainingJob> train = job => Train(job, parsed.GetValue(TensorBoard), host, cancellation);
        if (parsed.GetValue(FindBest))
        {
            return ConfigurationRun.Run(request, parsed.GetValue(Folds), host, train, cancellation);
        }

        if (parsed.GetValue(Folds) is { } folds)
        {
            return CrossValidationRun.Run(request, folds, host, train, cancellation);
        }

        TrainingJob job = host.Follow("reading scans", progress => TrainingJob.Open(request, progress, cancellation));
        host.Say(TrainingWords.Describe(job));
        host.Say(TrainingWords.Memory(job.Planned.Memory, request.Memory));
        host.Follow("preparing scans", progress => job.Prepare(progress, cancellation));
        string? report = parsed.GetValue(Report);
        IReadOnlyList<ReportBlock.Picture> patches = report is null ? [] : [.. PatchPictures.Of(job.Plan, job.FirstPatches(PatchesShown))];
        List<EpochReport> epochs = Train(job, parsed.GetValue(TensorBoard), host, cancellation);
        var worst = new WorstCases();
        EvaluationSummary? validation = job.Dataset.Validation.Count == 0 ? null : host.Follow(
            "validating on whole scans", progress => job.Validate(progress, report is null ? null : worst.See, cancellation));
        if (report is not null)
        {
            var page = new TrainingHtml(job, epochs) { Patches = patches, Validation = validation, WorstCases = worst.Pictures };
            Failure.Writing(report, () => page.ToPage().Write(report));
        }

        Tell(host, job, epochs, validation);
        return ExitCode.Done;
    }

    private static TrainingRequest RequestOf(ParseResult parsed)
    {
        if (parsed.GetValue(Minutes) is not null && parsed.GetValue(Epochs) is not null)
        {
            throw Failure.Usage("--minutes and --epochs are two ways to say how long to train; give one of them.");
        }

        if (parsed.GetValue(Minutes) is <= 0 || parsed.GetValue(Epochs) is <= 0 || parsed.GetValue(Threads) <= 0)
        {
            throw Failure.Usage("--minutes, --epochs and --threads take numbers above 0.");
        }

        if (parsed.GetValue(Folds) is < 2 || (parsed.GetValue(Folds) is not null && (parsed.GetValue(DatasetArguments.Fold) ?? (object?)parsed.GetValue(Report)) is not null))
        {
            throw Failure.Usage("--folds takes 2 or more, and neither --fold nor --report beside it.");
        }

        if (parsed.GetValue(FindBest) && (parsed.GetValue(Report) ?? parsed.GetValue(From) ?? parsed.GetValue(DatasetArguments.Preset)
            ?? (parsed.GetValue(DatasetArguments.Dimensions) == "auto" ? null : "dimensions")) is not null)
        {
            throw Failure.Usage("--find-best tries several plans: leave out --dimensions, --preset, --from and --report beside it.");
        }

        if (parsed.GetValue(From) is not null && parsed.GetValue(DatasetArguments.Preset) is not null)
        {
            throw Failure.Usage("--from takes the network of that model, --preset plans one; give one of them.");
        }

        if (parsed.GetValue(Device) == "cuda")
        {
            throw Failure.Usage("--device cuda: this build carries the CPU library of torch only. Use --device cpu.");
        }

        return new TrainingRequest
        {
            Dataset = parsed.GetRequiredValue(DatasetArguments.Folder),
            Output = parsed.GetRequiredValue(Output),
            Budget = BudgetOf(parsed),
            DatasetOptions = DatasetArguments.DatasetOptionsOf(parsed),
            PlannerOptions = DatasetArguments.PlannerOptionsOf(parsed),
            Memory = parsed.GetValue(DatasetArguments.Memory),
            From = parsed.GetValue(From),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Resume = parsed.GetValue(Resume),
            Deterministic = parsed.GetValue(Deterministic),
        };
    }

    private static TrainingBudget? BudgetOf(ParseResult parsed) => (parsed.GetValue(Epochs), parsed.GetValue(Minutes)) switch
    {
        ({ } epochs, _) => new TrainingBudget.OfEpochs(epochs),
        (_, { } minutes) => new TrainingBudget.OfMinutes(minutes),
        _ => null,
    };

    private static List<EpochReport> Train(TrainingJob job, string? events, Host host, CancellationToken cancellation) => host.Follow("training", progress =>
    {
        using TensorBoardLog? log = events is null ? null : new TensorBoardLog(events);
        var steps = new StepProgress(progress);
        var epochs = new List<EpochReport>();
        foreach (EpochReport epoch in job.Train(steps, cancellation))
        {
            if (epochs.Count == 0 && job.Transfer is { } transfer)
            {
                host.Say($"begun with the weights of another model: {transfer}");
            }

            epochs.Add(epoch);
            foreach (SkippedStep skipped in epoch.Skipped)
            {
                host.Warn($"{skipped}; the step was left out");
            }

            log?.Add(epoch);
            host.Detail($"epoch {epoch.Epoch}: loss {epoch.Loss:0.0000}, rate {epoch.LearningRate:0.00000}{(epoch.ValidationDice is { } dice ? $", Dice {dice:0.0000}" : string.Empty)}, {epoch.Seconds:0} s");
        }

        return epochs;
    });

    private static void Tell(Host host, TrainingJob job, List<EpochReport> epochs, EvaluationSummary? validation)
    {
        using var self = Process.GetCurrentProcess();
        Postprocessor corrections = job.Folder.ReadPostprocessor();
        double seconds = epochs.Count > 0 ? epochs[^1].Seconds : 0;
        host.WriteJson(new
        {
            Model = job.Folder.Path,
            Epochs = epochs.Count > 0 ? epochs[^1].Epoch : 0,
            Seconds = seconds,
            PeakMemoryBytes = self.PeakWorkingSet64,
            Validation = validation is null ? null : new
            {
                Cases = validation.Cases.Count,
                Dice = validation.Labels.ToDictionary(label => label.Name, label => label.Dice.Mean),
                validation.MeanDice,
            },
            Postprocessing = corrections.Cleanups,
            Calibration = validation is null ? null : job.Folder.ReadCalibration(job.Plan).Temperature,
        });
        if (validation is not null)
        {
            var table = new Table { Border = TableBorder.Rounded };
            table.AddColumns("structure", "mean Dice", "SD", "worst", "cases");
            foreach (LabelSummary label in validation.Labels)
            {
                table.AddRow(Markup.Escape(label.Name), $"{label.Dice.Mean:0.0000}", $"{label.Dice.StandardDeviation:0.0000}", $"{label.Dice.Minimum:0.0000}", $"{label.Dice.Defined}");
            }

            host.Write(table);
        }

        if (corrections.Cleanups.Count > 0)
        {
            IEnumerable<string> each =
                corrections.Cleanups.Select(one => $"{job.Plan.Labels.First(label => label.Value == one.Label).Name}: {one}");
            host.Write("corrected after the network, because it helps on scans that had no say in it "
                + $"(Dice {corrections.DiceBefore:0.0000} → {corrections.DiceAfter:0.0000}): {string.Join("; ", each)}");
        }

        host.Write($"{job.Folder.Path}: {(epochs.Count > 0 ? epochs[^1].Epoch : 0)} epochs in {seconds / 60:0.0} minutes, at most {self.PeakWorkingSet64 / 1e9:0.00} GB of memory");
    }
}
