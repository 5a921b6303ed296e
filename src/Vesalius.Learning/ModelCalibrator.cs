using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning;

/// <summary>
/// Learns how far to trust a model: from scans with masks that it has not learned from, from degraded copies of them, and from what the
/// scans
/// of training were like. The result is calibration.json in the model folder; the weights stay as they are.
/// </summary>
public sealed class ModelCalibrator
{
    private const int MostOfTraining = 64, FewestDegraded = 8, MostDegraded = 32, MostVoxels = 5000, MostScores = 200_000;
    private const double IntervalLevel = 0.9;

    private readonly ModelFolder folder;
    private readonly SegmentationPlan plan;
    private readonly Dataset dataset;
    private readonly List<ConfidenceTrial> trials = [];

    /// <summary>Begins with nothing seen.</summary>
    internal ModelCalibrator(ModelFolder folder, Dataset dataset) =>
        (this.folder, this.dataset, plan) = (folder, dataset, folder.ReadPlan());

    /// <summary>Calibrates a model on the validation scans of a dataset and writes calibration.json.</summary>
    /// <param name="folder">A model, which may come from elsewhere.</param>
    /// <param name="dataset">Scans and masks; those of its training part say what the model has seen.</param>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <exception cref="ModelException">The folder holds no complete model.</exception>
    /// <exception cref="DatasetException">The dataset has no validation scans.</exception>
    public static ModelCalibration Calibrate(
        ModelFolder folder, Dataset dataset, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Validation.Count == 0)
        {
            throw new DatasetException(
                $"{dataset.Folder}: expected scans to validate on; there is none. Name some in split.csv (split \"val\").");
        }

        var calibrator = new ModelCalibrator(folder, dataset);
        Evaluator evaluator = NewEvaluator();
        var evaluations = new List<CaseEvaluation>();
        using (Segmenter segmenter = Segmenter.Load(folder))
        {
            foreach (DatasetCase one in dataset.Validation)
            {
                IReadOnlyList<Volume<float>> image = one.ReadImage();
                LabelMap truth = one.ReadLabels(image[0].Grid, segmenter.Labels);
                LabelMap found = calibrator.Label(segmenter, one, image, truth, cancellation);
                (truth, found) = ValidatedRegions.Of(calibrator.plan, truth, found);
                evaluations.Add(evaluator.Evaluate(truth, found, one.Id, cancellation));
                progress?.Report(0.5 * evaluations.Count / dataset.Validation.Count);
            }
        }

        return calibrator.Fit(evaluations, new PartOf(progress, 0.5, 0.5), cancellation);
    }

    /// <summary>Labels a validation scan and keeps what its probabilities said.</summary>
    internal LabelMap Label(
        Segmenter segmenter, DatasetCase one, IReadOnlyList<Volume<float>> image, LabelMap truth, CancellationToken cancellation)
    {
        ReadyScan ready = segmenter.Ready(() => image, cancellation);
        PreparedScan prepared = ready.Prepared;
        int plane = prepared.Grid.Size.X * prepared.Grid.Size.Y;
        var count = new ProbabilityCount(plan, TemperatureTallies.Ladder) { Plane = plane };
        ScoredVoxels? voxels = VoxelsOf(one);
        ISlabReader[] readers = ReadersOf(count, voxels, prepared, truth, cancellation);
        LabelMap found = segmenter.Label(prepared, readers, cancellation: cancellation);
        trials.Add(new ConfidenceTrial(one.Group, ready.Profile, count.Tallies, voxels, prepared.Grid.VoxelVolumeMm3));
        return found;
    }

    /// <summary>Segments a validation scan, keeps what its probabilities said, and gives its scores to others who want them.</summary>
    internal Prediction Segment(
        Segmenter segmenter, DatasetCase one, IReadOnlyList<Volume<float>> image, LabelMap truth, CancellationToken cancellation)
    {
        ReadyScan ready = segmenter.Ready(() => image, cancellation);
        Prediction prediction = segmenter.Segment(ready, cancellation: cancellation);
        Grid working = ready.Prepared.Grid;
        var count = new ProbabilityCount(plan, TemperatureTallies.Ladder) { Plane = working.Size.X * working.Size.Y };
        ScoredVoxels? voxels = VoxelsOf(one);
        ISlabReader[] readers = ReadersOf(count, voxels, ready.Prepared, truth, cancellation);
        foreach (ISlabReader reader in readers)
        {
            reader.Read(prediction.Scores.AsSlab(), cancellation);
        }

        trials.Add(new ConfidenceTrial(one.Group, ready.Profile, count.Tallies, voxels, working.VoxelVolumeMm3));
        return prediction;
    }

    /// <summary>Room for scored voxels of a case; null where a structure is not annotated in it: what is true there is not known.</summary>
    private ScoredVoxels? VoxelsOf(DatasetCase one) => one.NotAnnotated.Count > 0 ? null
        : plan.Outputs == OutputKind.Exclusive
            ? new ScoredVoxels(plan.ClassCount, Math.Clamp(MostScores / plan.ClassCount, 1, MostVoxels), trials.Count)
            : new ScoredVoxels(2, Math.Min(MostScores / 2, MostVoxels * plan.Labels.Count), trials.Count);

    private ISlabReader[] ReadersOf(
        ProbabilityCount count, ScoredVoxels? voxels, PreparedScan prepared, LabelMap truth, CancellationToken cancellation) =>
        voxels is null ? [count]
        : plan.Outputs == OutputKind.Exclusive
            ? [count, new VoxelSampling(WorkingTruth.Of(prepared, truth, plan, cancellation), voxels, count.Plane)]
            : [count, new StructureSampling(WorkingTruth.OfEach(prepared, truth, plan, cancellation), voxels, count.Plane)];

    /// <summary>Learns from the scans that were labelled and writes calibration.json.</summary>
    /// <param name="evaluations">How good the labels were, in the order of labelling.</param>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    internal ModelCalibration Fit(IReadOnlyList<CaseEvaluation> evaluations, IProgress<double>? progress, CancellationToken cancellation)
    {
        ConfidenceTrial[] clean = [.. trials.Zip(evaluations, (trial, one) => trial with { Scores = TrialScore.Of(one, plan) })];
        int[] folds = GroupFolds.Of([.. clean.Select(one => one.Group)]);
        int[] sampled = [.. Enumerable.Range(0, clean.Length).Where(i => clean[i].Voxels is not null)];
        var temperature = TemperatureRecord.Of([.. sampled.Select(i => clean[i].Voxels!)], [.. sampled.Select(i => folds[i])]);
        (ScanFamiliarity familiarity, VolumeHabit[] habits) = OfTraining([.. clean.Select(one => one.Profile)], cancellation);
        ConfidenceTrial[] all = [.. clean, .. Degraded(clean, temperature.Temperature, progress, cancellation)];
        var quality = new QualityFit(all, GroupFolds.Of([.. all.Select(one => one.Group)]), temperature.Temperature, habits, familiarity);
        var intervals = new IntervalFit(clean, folds, temperature.Temperature, IntervalLevel);
        var calibration = new ModelCalibration
        {
            Temperature = temperature,
            IntervalLevel = IntervalLevel,
            Coverage = intervals.Coverage,
            Familiarity = familiarity,
            Quality = quality.Record(),
            Structures = [.. plan.Labels.Select((label, i) => intervals.With(
                new StructureCalibration
                {
                    Label = label.Value, Name = label.Name, Volume = habits[i], QualityWeights = quality.WeightsOf(i),
                },
                i))],
        };
        folder.WriteRecord(ModelCalibration.FileName, calibration);
        return calibration;
    }

    private static Evaluator NewEvaluator() => new(new EvaluationOptions { Profile = MetricProfile.DeepMind with { Surface = null } });

    /// <summary>Segments degraded copies of the validation scans: each another way, in turn.</summary>
    private IEnumerable<ConfidenceTrial> Degraded(
        ConfidenceTrial[] clean, double temperature, IProgress<double>? progress, CancellationToken cancellation)
    {
        using Segmenter segmenter = Segmenter.Load(folder);
        Evaluator evaluator = NewEvaluator();
        int count = Math.Clamp(clean.Length, FewestDegraded, MostDegraded);
        for (int i = 0; i < count; i++)
        {
            DatasetCase one = dataset.Validation[i % clean.Length];
            Degradation way = Degradation.Ladder[i % Degradation.Ladder.Count];
            IReadOnlyList<Volume<float>> image = one.ReadImage();
            (image, LabelMap truth) = way.Apply(image, one.ReadLabels(image[0].Grid, segmenter.Labels), i);
            ReadyScan ready = segmenter.Ready(() => image, cancellation);
            PreparedScan prepared = ready.Prepared;
            var tally = new ProbabilityCount(plan, [temperature]) { Plane = prepared.Grid.Size.X * prepared.Grid.Size.Y };
            LabelMap found = segmenter.Label(prepared, [tally], cancellation: cancellation);
            (truth, found) = ValidatedRegions.Of(plan, truth, found);
            yield return new ConfidenceTrial(one.Group, ready.Profile, tally.Tallies, null, prepared.Grid.VoxelVolumeMm3)
            {
                Kind = way.Kind,
                Scores = TrialScore.Of(evaluator.Evaluate(truth, found, one.Id, cancellation), plan),
            };
            progress?.Report((i + 1.0) / count);
        }
    }

    /// <summary>What the scans and masks of training were like: of all, or evenly spread ones where there are many.</summary>
    private (ScanFamiliarity Familiarity, VolumeHabit[] Habits) OfTraining(ScanProfile[] heldBack, CancellationToken cancellation)
    {
        int scans = Math.Min(MostOfTraining, dataset.Training.Count);
        var preprocessor = new Preprocessor(plan);
        var profiles = new List<ScanProfile>();
        List<double>[] volumes = [.. plan.Labels.Select(_ => new List<double>())];
        for (int i = 0; i < scans; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            DatasetCase one = dataset.Training[(int)((long)i * dataset.Training.Count / scans)];
            IReadOnlyList<Volume<float>> image = one.ReadImage();
            profiles.Add(ScanProfile.Of(preprocessor.Prepare(image)));
            LabelMap labels = one.ReadLabels(image[0].Grid, plan.LabelTable);
            for (int label = 0; label < volumes.Length; label++)
            {
                if (!one.NotAnnotated.Contains(plan.Labels[label].Value))
                {
                    IReadOnlyList<int> values = plan.Labels[label].Parts ?? [plan.Labels[label].Value];
                    long count = labels.Layers.Sum(layer => values.Sum(value => (long)layer.Voxels.Count((ushort)value)));
                    volumes[label].Add(count * labels.Grid.VoxelVolumeMm3);
                }
            }
        }

        return (ScanFamiliarity.Of(profiles, heldBack), [.. volumes.Select(VolumeHabit.Of)]);
    }
}
