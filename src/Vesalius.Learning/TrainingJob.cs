using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Postprocessing;
using Vesalius.Learning.Preprocessing;
using Vesalius.Learning.Training;

namespace Vesalius.Learning;

/// <summary>
/// From a folder of scans and masks to a model, in four steps that a host runs one after the other: <see cref="Open"/> (read and plan),
/// <see cref="Prepare"/>, <see cref="Train"/>, <see cref="Validate"/>.
/// </summary>
public sealed class TrainingJob
{
    private const string PreparedFolder = "prepared";
    private const double ShareOfSegmenting = 0.6;

    private readonly TrainingRequest request;
    private PreparedCaseStore? training;
    private PreparedCaseStore? validation;

    private TrainingJob(TrainingRequest request, Dataset dataset, PlannedTraining planned)
    {
        this.request = request;
        Dataset = dataset;
        Planned = planned;
        Folder = new ModelFolder(request.Output);
    }

    /// <summary>The cases.</summary>
    public Dataset Dataset { get; }

    /// <summary>The plan of the model.</summary>
    public SegmentationPlan Plan => Planned.Plan;

    /// <summary>How it is trained.</summary>
    public TrainingPlan TrainingPlan => Planned.Training;

    /// <summary>All that was decided before training, with its reasons and what it will take.</summary>
    public PlannedTraining Planned { get; }

    /// <summary>What was taken over from the model to begin with; null where there is none, or before training.</summary>
    public WeightTransfer? Transfer { get; private set; }

    /// <summary>Where the model goes.</summary>
    public ModelFolder Folder { get; }

    /// <summary>Why the plan is what it is, in sentences; none where an older version made it.</summary>
    public IReadOnlyList<string> Reasons => Planned.Reasons;

    /// <summary>Reads the dataset and plans, or takes up the plan of the run that is resumed.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">The share of scans read, 0 to 1.</param>
    /// <param name="cancellation">Stops between two scans.</param>
    /// <exception cref="DatasetException">The dataset cannot be learned from.</exception>
    /// <exception cref="ModelException">The folder already holds a model and is not to be resumed.</exception>
    public static TrainingJob Open(TrainingRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var folder = new ModelFolder(request.Output);
        if (folder.Exists && !request.Resume)
        {
            throw new ModelException($"{folder.Path} already holds a model. Go on with it by --resume, or write to another folder.");
        }

        Networks.Native.MemoryTuning.EnsureApplied();
        torch.set_num_threads(request.Threads);
        Dataset dataset = Dataset.Open(request.Dataset, request.DatasetOptions);
        if (folder.Exists && File.Exists(folder.FileAt("training.json")))
        {
            TrainingPlan begun = folder.ReadTraining();
            if (request.Budget is not null && request.Budget != begun.Budget)
            {
                throw new ModelException($"{folder.Path}: this training was begun with {begun.Budget}; {request.Budget} came. Its schedule depends on it: resume it as it was begun, or train into another folder.");
            }

            return new TrainingJob(request, dataset, PlannedTraining.Read(folder));
        }

        PlannedTraining planned = request.Planned ?? PlannedTraining.Of(dataset, request, progress, cancellation);
        StartingModel? start = request.From is null ? null : StartingModel.Of(request.From, planned.Plan);
        folder.Create();
        start?.Write(folder);
        planned.Write(folder);
        return new TrainingJob(request, dataset, planned);
    }

    /// <summary>Brings all scans onto the working grid; what an interrupted run had prepared is used again.</summary>
    /// <param name="progress">The share of cases ready, 0 to 1.</param>
    /// <param name="cancellation">Stops between two cases.</param>
    /// <exception cref="DatasetException">A case does not fit together.</exception>
    public void Prepare(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        TrainingMemory memory = Planned.Memory;
        var options = new PreparedStoreOptions
        {
            Folder = Prepared, MemoryBytes = (long)(memory.StoreBytes * ShareOf(Dataset.Training)), AtOnce = memory.PreparedAtOnce,
        };
        double share = ShareOf(Dataset.Training);
        training = PreparedCaseStore.Prepare(Dataset.Training, Plan, options, new PartOf(progress, 0, share), cancellation);
        options = options with { MemoryBytes = memory.StoreBytes - options.MemoryBytes };
        validation = PreparedCaseStore.Prepare(Dataset.Validation, Plan, options, new PartOf(progress, share, 1 - share), cancellation);
        RunRecord record = Record();
        if (request.Resume && File.Exists(Folder.FileAt("run.json"))
            && Changed(Folder.ReadRecord<RunRecord>("run.json").Sha256, record.Sha256) is { } path)
        {
            throw new ModelException($"{Folder.Path}: {path} has changed since this training was begun. Train the changed dataset into another folder.");
        }

        Folder.WriteRecord("run.json", record);

        // Whole scans were read one after the other; their memory goes back before the network takes its own.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>The first patches that training will see, varied as they will be. Between <see cref="Prepare"/> and <see cref="Train"/>.</summary>
    /// <param name="count">How many.</param>
    public IReadOnlyList<TrainingSample> FirstPatches(int count) => [.. Enumerable.Range(0, count).Select(i => Samples().Sample(i))];

    /// <summary>Trains until the budget is used up.</summary>
    /// <inheritdoc cref="Trainer.Run"/>
    public IEnumerable<EpochReport> Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        TrainingSamples samples = Samples();
        using var trainer = new Trainer(Folder, Plan, TrainingPlan, samples.Sample, request.Resume && Folder.HasCheckpoint)
        {
            Validate = Dataset.Validation.Count == 0 ? null : network => WorkingGridDice(network, cancellation),
        };
        if (!Folder.HasCheckpoint && StartingModel.In(Folder) is { } start)
        {
            Transfer = trainer.Begin(start.ReadWeights(), start.KeepsHeads);
        }

        foreach (EpochReport report in trainer.Run(progress, cancellation))
        {
            yield return report;
        }

        if (request.PreparedFolder is null)
        {
            Directory.Delete(Prepared, recursive: true);
        }
    }

    /// <summary>
    /// Segments the validation scans, each on its own grid, with the finished model, and holds them against their masks: what the model is
    /// worth on scans it has not learned from. Written to validation.json; how far to trust the model, to calibration.json. Corrections that
    /// help are written to postprocessing.json; the scores are then those of each scan under the corrections that the others would have
    /// chosen. For films whose structures may overlap the scores from which findings are told are written to detection.json.
    /// </summary>
    /// <param name="progress">The share of scans done, 0 to 1.</param>
    /// <param name="seen">Told of every case as it is done.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    public EvaluationSummary Validate(
        IProgress<double>? progress = null, Action<ValidatedCase>? seen = null, CancellationToken cancellation = default)
    {
        File.Delete(Folder.PostprocessingPath);
        File.Delete(Folder.FileAt(ModelCalibration.FileName));
        File.Delete(Folder.OperatingPointPath);
        using Segmenter segmenter = Segmenter.Load(Folder);
        var evaluator = new Evaluator(new EvaluationOptions { Profile = MetricProfile.DeepMind with { Surface = null } });
        var evaluations = new List<CaseEvaluation>();
        var trials = new List<PostprocessingTrial>();
        bool hasRegions = Plan.Labels.Any(label => label.Parts is not null);
        var calibrator = new ModelCalibrator(Folder, Dataset);
        ValidatedFindings? findings = Plan.Outputs == OutputKind.Overlapping && !hasRegions ? new(Plan) : null;
        foreach (DatasetCase one in Dataset.Validation)
        {
            IReadOnlyList<Volume<float>> image = one.ReadImage();
            LabelMap truth = one.ReadLabels(image[0].Grid, segmenter.Labels);
            LabelMap found;
            if (findings is not null && image[0].Grid.Dimensions == 2)
            {
                Prediction prediction = calibrator.Segment(segmenter, one, image, truth, cancellation);
                found = prediction.Labels;
                findings.Add(one.Id, truth, prediction.Scores);
            }
            else
            {
                found = calibrator.Label(segmenter, one, image, truth, cancellation);
            }

            (truth, found) = ValidatedRegions.Of(Plan, truth, found);
            CaseEvaluation evaluation = evaluator.Evaluate(truth, found, one.Id, cancellation);
            evaluations.Add(evaluation);
            if (Plan.Outputs != OutputKind.Regions)
            {
                trials.Add(PostprocessingTrial.Of(evaluation, one.Group, truth, found, cancellation));
            }

            seen?.Invoke(new ValidatedCase(evaluation, image[0], truth, found));
            progress?.Report(ShareOfSegmenting * evaluations.Count / Dataset.Validation.Count);
        }

        var choice = PostprocessingChoice.Of(trials);
        if (choice.Postprocessor.Cleanups.Count > 0)
        {
            Folder.WriteRecord(Path.GetFileName(Folder.PostprocessingPath), choice.Postprocessor);
        }

        if (findings?.Choose() is { MinimumScore.Count: > 0 } point)
        {
            Folder.WriteRecord(Path.GetFileName(Folder.OperatingPointPath), point);
        }

        CaseEvaluation[] estimates = [.. evaluations.Select(choice.Estimate)];
        EvaluationSummary summary = evaluator.Summarize(estimates);
        var rest = new PartOf(progress, ShareOfSegmenting, 1 - ShareOfSegmenting);
        ModelCalibration calibration = calibrator.Fit(estimates, rest, cancellation);
        Folder.WriteRecord("validation.json", ValidationRecord.Of(summary) with { Calibration = calibration.Temperature });
        return summary;
    }

    private string Prepared => request.PreparedFolder ?? Folder.FileAt(PreparedFolder);

    private double ShareOf(IReadOnlyList<DatasetCase> cases) => (double)cases.Count / (Dataset.Training.Count + Dataset.Validation.Count);

    private TrainingSamples Samples() => training is null
        ? throw new InvalidOperationException("Prepare comes before Train.")
        : new TrainingSamples(training, new PatchSampler(Plan), TrainingPlan.Seed)
        {
            Rare = RareStructures.Of(training.PresentClasses, TrainingPlan.RareShare),
        };

    private double WorkingGridDice(UNetModule network, CancellationToken cancellation)
    {
        var window = new SlidingWindow(network, Plan, new SlidingWindowOptions { Precision = TrainingPlan.Precision });
        var dice = new double[Plan.Labels.Count];
        var defined = new int[Plan.Labels.Count];
        foreach (PreparedCase one in validation!)
        {
            Scores scores = window.Predict(one.Scan, null, cancellation);
            byte[]? found = Plan.Outputs == OutputKind.Exclusive ? scores.ArgMaxOnto(one.Scan.Grid).Array : null;
            for (int label = 0; label < dice.Length; label++)
            {
                int classIndex = found is null ? label : label + 1;
                double score = found is null ? WorkingGridOverlap.Of(one, scores.Classes[label].Array, label).Dice
                    : WorkingGridOverlap.Of(one.Labels, found, (byte)classIndex).Dice;
                if (!double.IsNaN(score) && !one.NotAnnotatedClasses.Contains(classIndex))
                {
                    dice[label] += score;
                    defined[label]++;
                }
            }
        }

        return Enumerable.Range(0, dice.Length).Where(label => defined[label] > 0).Select(label => dice[label] / defined[label]).DefaultIfEmpty(double.NaN).Average();
    }

    private RunRecord Record()
    {
        IEnumerable<string> files = Dataset.Training.Concat(Dataset.Validation).SelectMany(one => one.ImagePaths.Concat(one.LabelFiles)).Distinct();
        return new RunRecord
        {
            Vesalius = typeof(TrainingJob).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Torch = torch.__version__,
            Runtime = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}",
            Threads = request.Threads,
            Seed = TrainingPlan.Seed,
            Dataset = Path.GetFullPath(request.Dataset),
            Sha256 = files.ToDictionary(path => Path.GetRelativePath(request.Dataset, path), ContentHash.Of),
            Training = [.. Dataset.Training.Select(one => one.Id)],
            Validation = [.. Dataset.Validation.Select(one => one.Id)],
        };
    }

    private static string? Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        before.Keys.Union(now.Keys).Order(StringComparer.Ordinal).FirstOrDefault(path => before.GetValueOrDefault(path) != now.GetValueOrDefault(path));
}
