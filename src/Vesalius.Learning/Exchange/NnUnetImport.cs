using System.Security.Cryptography;
using Vesalius.Learning.Models;
using Vesalius.Learning.Models.Checkpoints;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Postprocessing;

namespace Vesalius.Learning.Exchange;

/// <summary>
/// Takes over a model that nnU-Net v2 trained: plans and weights become a model folder with which scans are segmented as nnU-Net would.
/// Checkpoints are read without running anything in them.
/// </summary>
public static class NnUnetImport
{
    /// <summary>Imports a model.</summary>
    /// <param name="source">A folder of results (TRAINER__PLANS__CONFIGURATION, or one above it) or a zip with such a folder.</param>
    /// <param name="target">The model folder to write; it must not hold a model yet.</param>
    /// <param name="options">What is wanted of it; null for everything that is there.</param>
    /// <param name="progress">The share of folds done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two folds; nothing usable is left then.</param>
    /// <exception cref="ModelException">
    /// There is no such model, it is damaged, of a kind that is not supported, or the target holds a model already. The message names file and member.
    /// </exception>
    public static ImportRecord Run(
        string source, ModelFolder target, NnUnetImportOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        options ??= new NnUnetImportOptions();
        if (target.Exists)
        {
            throw new ModelException($"{target.Path}: there is a model here already. Give a new folder.");
        }

        using NnUnetSource files = NnUnetSource.Find(source, options, target.Path + ".unpacked");
        return Import(source, files, target, (options, progress, cancellation));
    }

    private static ImportRecord Import(
        string source, NnUnetSource files, ModelFolder target, (NnUnetImportOptions Options, IProgress<double>? Progress, CancellationToken Cancellation) run)
    {
        (NnUnetImportOptions options, IProgress<double>? progress, CancellationToken cancellation) = run;
        IReadOnlyList<(string Fold, string Path)> checkpoints = files.Checkpoints(options);
        (SegmentationPlan plan, Postprocessor corrections, ImportRecord record) = Describe(source, files, checkpoints, options);
        if (plan.PreviousLabels is not null)
        {
            ImportPrevious(source, files, target, (plan, record.Configuration), run with { Progress = null });
        }

        target.Create();
        for (int i = 0; i < checkpoints.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using (TorchCheckpoint checkpoint = TorchCheckpoint.Open(checkpoints[i].Path, options.Limits))
            {
                NnUnetWeights.Read(checkpoint, checkpoints[i].Path, plan).Write(target.MemberPath(i + 1));
            }

            progress?.Report((i + 1.0) / checkpoints.Count);
        }

        // The plan comes last: a folder without one is no model.
        target.WriteRecord("import.json", record);
        if (corrections.Cleanups.Count > 0)
        {
            target.WriteRecord(Path.GetFileName(target.PostprocessingPath), corrections);
        }

        target.WriteRecord("plan.json", plan);
        return record;
    }

    /// <summary>Imports the first stage of a cascade into a folder of its own. Its labels go on as they are: corrections come after the second stage.</summary>
    private static void ImportPrevious(
        string source, NnUnetSource files, ModelFolder target, (SegmentationPlan Plan, string Configuration) second,
        (NnUnetImportOptions Options, IProgress<double>? Progress, CancellationToken Cancellation) run)
    {
        JsonPlace stage = NnUnetConfiguration.Of(JsonPlace.Read(Path.Combine(files.Folder, "plans.json")), second.Configuration)["previous_stage"];
        NnUnetSource first = files.Beside(stage.Text())
            ?? throw stage.Wrong($"the name of a configuration whose trained model lies beside {Path.GetFileName(files.Folder)}");
        using (first)
        {
            Import(source, first, target.Previous, run with { Options = run.Options with { Configuration = stage.Text() } });
        }

        SegmentationPlan plan = target.Previous.ReadPlan();
        if (plan.PreviousLabels is not null || plan.Channels.Count != second.Plan.Channels.Count)
        {
            throw stage.Wrong("a first stage that sees the same channels and needs no labels itself");
        }

        File.Delete(target.Previous.PostprocessingPath);
    }

    private static (SegmentationPlan Plan, Postprocessor Corrections, ImportRecord Record) Describe(
        string source, NnUnetSource files, IReadOnlyList<(string Fold, string Path)> checkpoints, NnUnetImportOptions options)
    {
        JsonPlace plans = JsonPlace.Read(Path.Combine(files.Folder, "plans.json")), dataset = JsonPlace.Read(Path.Combine(files.Folder, "dataset.json"));
        using TorchCheckpoint first = TorchCheckpoint.Open(checkpoints[0].Path, options.Limits);
        string configuration = first.Find("init_args", "configuration") as string ?? files.ConfigurationName ?? options.Configuration
            ?? throw new ModelException($"{checkpoints[0].Path}: the checkpoint does not say its configuration. Name it with --configuration.");
        if (options.Configuration is { } wanted && wanted != configuration)
        {
            throw new ModelException($"{checkpoints[0].Path}: a checkpoint of configuration {wanted} was asked for; this one is of {configuration}.");
        }

        var notes = new List<string>();
        string[] folds = [.. checkpoints.Select(one => one.Fold)];
        SegmentationPlan plan = NnUnetPlan.Read(plans, dataset, configuration, MirroredAxes(first));
        Postprocessor corrections = Postprocessing(files, folds, notes);
        return (plan, corrections, new ImportRecord
        {
            Source = Path.GetFullPath(source),
            Kind = "nnU-Net",
            Configuration = configuration,
            Trainer = first.Find("trainer_name") as string ?? files.TrainerName,
            Folds = folds,
            Sha256 = [.. checkpoints.Select(one => Hash(one.Path))],
            Notes = notes,
        });
    }

    private static int[] MirroredAxes(TorchCheckpoint checkpoint) =>
        checkpoint.Find("inference_allowed_mirroring_axes") switch
        {
            object?[] tuple => [.. tuple.OfType<long>().Select(axis => (int)Math.Clamp(axis, -1, 3))],
            List<object?> list => [.. list.OfType<long>().Select(axis => (int)Math.Clamp(axis, -1, 3))],
            _ => [],
        };

    /// <summary>The steps that were found in a cross-validation over just these folds; others need not help.</summary>
    private static Postprocessor Postprocessing(NnUnetSource files, string[] folds, List<string> notes)
    {
        string? file = files.FileAt($"crossval_results_folds_{string.Join('_', folds)}", "postprocessing.json") ?? files.FileAt("postprocessing.json");
        IReadOnlyList<LabelCleanup> steps = file is null ? [] : NnUnetPostprocessing.Read(JsonPlace.Read(file));
        if (file is null && Directory.EnumerateDirectories(files.Folder, "crossval_results_folds_*").Any())
        {
            notes.Add($"there is a postprocessing for other folds than {string.Join(", ", folds)}; it is not used");
        }

        return new Postprocessor { Cleanups = steps };
    }

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
