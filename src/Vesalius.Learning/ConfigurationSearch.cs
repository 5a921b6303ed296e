using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>
/// Learns from a dataset in several ways, each in a folder of its own below the model's, and keeps the one with the highest mean Dice on cases
/// that it had not learned from. The score of the winner is a little too good, because it won on these very cases.
/// </summary>
/// <remarks>A host trains every <see cref="RequestFor"/> that is not finished, as job or as cross-validation, and at last calls <see cref="Finish"/>.</remarks>
public sealed class ConfigurationSearch
{
    private const string RecordName = "configurations.json", CrossValidationName = "cross-validation.json", ValidationName = "validation.json";

    private static readonly string[] NotNeeded = ["checkpoint.safetensors", "best.safetensors"];

    private readonly TrainingRequest request;
    private readonly Fingerprint? fingerprint;
    private readonly ConfigurationRecord record;

    private ConfigurationSearch(TrainingRequest request, ConfigurationRecord record, Fingerprint? fingerprint)
    {
        (this.request, this.record, this.fingerprint) = (request, record, fingerprint);
        Folder = new ModelFolder(request.Output);
    }

    /// <summary>Where the best model goes.</summary>
    public ModelFolder Folder { get; }

    /// <summary>What is tried, the simplest first.</summary>
    public IReadOnlyList<PlannedConfiguration> Configurations => [.. record.Configurations.Select(one => one.Configuration)];

    /// <summary>Chooses what to try, or takes up the search that is resumed.</summary>
    /// <param name="request">What is asked of all together: a budget in minutes is shared among them, one in epochs is each one's own.</param>
    /// <param name="folds">Over how many folds each is cross-validated; null to score all on the dataset's validation cases.</param>
    /// <param name="progress">The share of scans read, 0 to 1.</param>
    /// <param name="cancellation">Stops between two scans.</param>
    /// <exception cref="DatasetException">The dataset cannot be learned from, or has no case to validate on.</exception>
    /// <exception cref="ModelException">The folder holds something that is not to be resumed, or that was begun otherwise.</exception>
    public static ConfigurationSearch Open(
        TrainingRequest request, int? folds, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var folder = new ModelFolder(request.Output);
        bool isBegun = File.Exists(folder.FileAt(RecordName));
        if (!isBegun && folder.Exists)
        {
            throw new ModelException($"{folder.Path} already holds a model of one configuration. Write to another folder.");
        }

        if (isBegun)
        {
            return Resumed(request, folds, folder);
        }

        request = request with { LooksAtAllCases = folds is not null };
        var dataset = Dataset.Open(request.Dataset, folds is null ? request.DatasetOptions
            : request.DatasetOptions with { GroupFold = new GroupFold(0, folds.Value) });
        if (dataset.Validation.Count == 0)
        {
            throw new DatasetException($"{request.Dataset}: no case is left to compare configurations on. Give folds, or a split with 'val' cases.");
        }

        Fingerprint fingerprint = PlannedTraining.FingerprintOf(dataset, request, progress, cancellation);
        var record = new ConfigurationRecord
        {
            Folds = folds,
            Budget = request.Budget ?? new TrainingBudget.OfMinutes(TrainingRequest.DefaultMinutes),
            Configurations = [.. PlannedConfiguration.Of(fingerprint, request.PlannerOptions).Select(one => new ConfigurationScore(one, null))],
        };
        folder.Create();
        folder.WriteRecord(RecordName, record);
        return new ConfigurationSearch(request, record, fingerprint);
    }

    /// <summary>What to train for a configuration, in the folder of its name; null where it is finished and scored.</summary>
    public TrainingRequest? RequestFor(PlannedConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return ScoreOf(FolderOf(configuration)).IsFinished ? null : request with
        {
            Output = FolderOf(configuration).Path,
            Budget = record.Budget is TrainingBudget.OfMinutes all ? new TrainingBudget.OfMinutes(all.Minutes / record.Configurations.Count) : record.Budget,
            PlannerOptions = configuration.Wishes(request.PlannerOptions),
            Fingerprint = fingerprint,
            Resume = true,
        };
    }

    /// <summary>Scores what was tried, and makes the model of the best that of <see cref="Folder"/>; all trials stay in their folders.</summary>
    /// <exception cref="ModelException">One is not finished.</exception>
    public ConfigurationRecord Finish()
    {
        ConfigurationScore[] scores = [.. Configurations.Select(one => ScoreOf(FolderOf(one)) is { IsFinished: true } score
            ? new ConfigurationScore(one, score.Dice)
            : throw new ModelException($"{FolderOf(one).Path}: this configuration is not trained to its end. Go on with it by --resume."))];
        ConfigurationScore best = ConfigurationRecord.Best(scores);
        Take(FolderOf(best.Configuration));
        ConfigurationRecord finished = record with { Configurations = scores, Chosen = best.Configuration.Name };
        Folder.WriteRecord(RecordName, finished);
        return finished;
    }

    private static ConfigurationSearch Resumed(TrainingRequest request, int? folds, ModelFolder folder)
    {
        if (!request.Resume)
        {
            throw new ModelException($"{folder.Path} already holds configurations. Go on with them by --resume, or write to another folder.");
        }

        var record = folder.ReadRecord<ConfigurationRecord>(RecordName);
        if (record.Folds != folds || (request.Budget is not null && request.Budget != record.Budget))
        {
            throw new ModelException(
                $"{folder.Path}: these configurations were begun with {record.Budget} and {(record.Folds is { } n ? $"{n} folds" : "one split")}. "
                + "Resume them as they were begun, or train into another folder.");
        }

        return new ConfigurationSearch(request, record, null);
    }

    // The plan goes last: with it the folder is a model.
    private void Take(ModelFolder best)
    {
        foreach (string path in Directory.GetFiles(best.Path).OrderBy(path => Path.GetFileName(path) == "plan.json"))
        {
            if (!NotNeeded.Contains(Path.GetFileName(path)))
            {
                using FileStream source = File.OpenRead(path);
                AtomicFile.Write(Folder.FileAt(Path.GetFileName(path)), source.CopyTo);
            }
        }
    }

    private (bool IsFinished, double? Dice) ScoreOf(ModelFolder folder)
    {
        if (record.Folds is null)
        {
            return File.Exists(folder.FileAt(ValidationName)) ? (true, folder.ReadRecord<ValidationRecord>(ValidationName).MeanDice) : (false, null);
        }

        // A cross-validation has its folds' scores only when all are there.
        var scores = File.Exists(folder.FileAt(CrossValidationName)) ? folder.ReadRecord<CrossValidationRecord>(CrossValidationName) : null;
        return (scores?.FoldDice.Count > 0, scores?.MeanDice);
    }

    private ModelFolder FolderOf(PlannedConfiguration configuration) => new(Folder.FileAt(configuration.Name));
}
