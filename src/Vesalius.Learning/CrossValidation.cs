using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Postprocessing;

namespace Vesalius.Learning;

/// <summary>
/// One training per fold of a dataset's groups, by one plan: every case is segmented once by a model that has not seen its group. The folder is
/// an ensemble of all folds' models that predicts like any model; each fold's own folder lies in it.
/// </summary>
/// <remarks>A host runs each fold's <see cref="TrainingJob"/> in turn, gives it to <see cref="Keep"/>, and at last calls <see cref="Finish"/>.</remarks>
public sealed class CrossValidation
{
    private const string RecordName = "cross-validation.json", SharedFolder = "prepared", ValidationName = "validation.json";

    private readonly TrainingRequest request;
    private readonly PlannedTraining planned;

    private CrossValidation(TrainingRequest request, PlannedTraining planned, int folds)
    {
        this.request = request;
        this.planned = planned;
        Folds = folds;
        Folder = new ModelFolder(request.Output);
    }

    /// <summary>How many folds there are.</summary>
    public int Folds { get; }

    /// <summary>Where the ensemble goes.</summary>
    public ModelFolder Folder { get; }

    /// <summary>What all folds share.</summary>
    public PlannedTraining Planned => planned;

    /// <summary>Plans a cross-validation, or takes up the one that is resumed.</summary>
    /// <param name="request">What is asked of all folds together: a budget in minutes is shared among them, one in epochs is each fold's.</param>
    /// <param name="folds">How many, at least 2.</param>
    /// <param name="progress">The share of scans read, 0 to 1.</param>
    /// <param name="cancellation">Stops between two scans.</param>
    /// <exception cref="DatasetException">The dataset cannot be learned from, or has fewer groups than folds.</exception>
    /// <exception cref="ModelException">The folder holds a model that is not to be resumed, or one of another number of folds.</exception>
    public static CrossValidation Open(
        TrainingRequest request, int folds, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var folder = new ModelFolder(request.Output);
        if (folder.Exists && !request.Resume)
        {
            throw new ModelException($"{folder.Path} already holds a model. Go on with it by --resume, or write to another folder.");
        }

        bool isNew = !folder.Exists;
        TrainingRequest each = request with { Budget = Share(request, folds, isNew), LooksAtAllCases = true };
        if (!isNew)
        {
            int begun = File.Exists(folder.FileAt(RecordName)) ? folder.ReadRecord<CrossValidationRecord>(RecordName).Folds : 1;
            return begun == folds ? new CrossValidation(each, PlannedTraining.Read(folder), folds)
                : throw new ModelException($"{folder.Path}: this training was begun with {begun} fold(s); {folds} came. Resume it as it was begun, or train into another folder.");
        }

        Dataset dataset = Dataset.Open(request.Dataset, OptionsOf(request, 0, folds));
        PlannedTraining planned = PlannedTraining.Of(dataset, each, progress, cancellation);
        folder.Create();
        folder.WriteRecord(RecordName, new CrossValidationRecord { Folds = folds });
        planned.Write(folder);
        return new CrossValidation(each, planned, folds);
    }

    /// <summary>The training of one fold, begun or taken up; null where it is finished.</summary>
    /// <param name="fold">0 for the first.</param>
    /// <param name="cancellation">Stops it.</param>
    public TrainingJob? Open(int fold, CancellationToken cancellation = default)
    {
        ModelFolder own = FolderOf(fold);
        return File.Exists(own.FileAt(ValidationName)) && File.Exists(Folder.MemberPath(fold + 1)) ? null : TrainingJob.Open(request with
        {
            Output = own.Path,
            Resume = true,
            DatasetOptions = OptionsOf(request, fold, Folds),
            Planned = planned,
            PreparedFolder = Folder.FileAt(SharedFolder),
        }, cancellation: cancellation);
    }

    /// <summary>Takes a fold's trained and validated model into the ensemble.</summary>
    /// <param name="fold">0 for the first.</param>
    public void Keep(int fold)
    {
        using FileStream weights = File.OpenRead(FolderOf(fold).WeightsPath);
        AtomicFile.Write(Folder.MemberPath(fold + 1), weights.CopyTo);
    }

    /// <summary>The scores of all cases, and the corrections that most folds chose; written beside the ensemble.</summary>
    /// <exception cref="ModelException">A fold is not finished.</exception>
    public CrossValidationRecord Finish()
    {
        Dataset dataset = Dataset.Open(request.Dataset, OptionsOf(request, 0, Folds));
        ValidationRecord[] records = [.. Enumerable.Range(0, Folds).Select(fold => FolderOf(fold).ReadRecord<ValidationRecord>(ValidationName))];
        var record = CrossValidationRecord.Of(records, dataset.Cases.ToDictionary(one => one.Id, one => one.Group));
        Postprocessor corrections = MostChosen([.. Enumerable.Range(0, Folds).Select(fold => FolderOf(fold).ReadPostprocessor())]);
        if (corrections.Cleanups.Count > 0)
        {
            Folder.WriteRecord(Path.GetFileName(Folder.PostprocessingPath), corrections);
        }

        Folder.WriteRecord(RecordName, record);
        if (Directory.Exists(Folder.FileAt(SharedFolder)))
        {
            Directory.Delete(Folder.FileAt(SharedFolder), recursive: true);
        }

        return record;
    }

    /// <summary>A fold's part of the budget. Where none is given, a new training has ten minutes in all (a preset its own epochs).</summary>
    private static TrainingBudget? Share(TrainingRequest request, int folds, bool isNew) => request.Budget switch
    {
        TrainingBudget.OfMinutes all => new TrainingBudget.OfMinutes(all.Minutes / folds),
        null when isNew && request.PlannerOptions.Preset is null => new TrainingBudget.OfMinutes(TrainingRequest.DefaultMinutes / folds),
        _ => request.Budget,
    };

    /// <summary>Corrections that more than half of the folds chose, with the median of their smallest parts.</summary>
    private static Postprocessor MostChosen(Postprocessor[] folds) => new()
    {
        Cases = folds.Sum(one => one.Cases),
        Cleanups =
        [
            .. from cleanup in folds.SelectMany(one => one.Cleanups)
               group cleanup by (cleanup.Label, cleanup.FillsHoles, cleanup.KeepsLargestOnly) into same
               where 2 * same.Count() > folds.Length
               orderby same.Key.Label
               select same.First() with { SmallestMm3 = same.Select(one => one.SmallestMm3).Order().ElementAt(same.Count() / 2) },
        ],
    };

    private static DatasetOptions OptionsOf(TrainingRequest request, int fold, int folds) =>
        request.DatasetOptions with { GroupFold = new GroupFold(fold, folds) };

    private ModelFolder FolderOf(int fold) => new(Folder.FileAt($"fold-{fold + 1}"));
}
