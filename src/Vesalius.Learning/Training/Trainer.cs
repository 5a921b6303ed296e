using System.Diagnostics;
using System.Text.Json;
using TorchSharp;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Training;

/// <summary>
/// Learns the weights of a plan, epoch by epoch. After every epoch the whole state is on disk, and after the last step where training is
/// cancelled; a run that was stopped in any way goes on there. With a budget in epochs, on the CPU, a resumed run gives the same weights as
/// an unbroken one.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const int Validations = 8;

    // So many steps in a row are no accident of single patches: the weights themselves are lost.
    private const int MostSkippedInARow = 5;

    private readonly ModelFolder folder;
    private readonly SegmentationPlan plan;
    private readonly TrainingPlan training;
    private readonly Func<long, TrainingSample> sample;
    private readonly UNetModule network;
    private readonly BatchGradient gradient;
    private WeightUpdate update;
    private TrainingState state = new();
    private double validationSeconds;

    /// <summary>A training that starts anew, or at the checkpoint in the folder.</summary>
    /// <param name="folder">Where the model is kept.</param>
    /// <param name="plan">What is learned.</param>
    /// <param name="training">How it is learned.</param>
    /// <param name="sample">The training patches by index; drawn ahead on another thread.</param>
    /// <param name="resume">Whether to go on at the checkpoint in the folder.</param>
    /// <exception cref="ModelException">The checkpoint is damaged or belongs to another plan.</exception>
    public Trainer(ModelFolder folder, SegmentationPlan plan, TrainingPlan training, Func<long, TrainingSample> sample, bool resume)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(training);
        this.folder = folder;
        this.plan = plan;
        this.training = training;
        this.sample = sample;
        MemoryTuning.EnsureApplied();
        random.manual_seed(training.Seed);
        network = new UNetModule(plan.Network, plan.Dimensions, plan.Channels.Count, plan.ClassCount);
        gradient = new BatchGradient(network, plan, training);
        update = new WeightUpdate(network, training);
        if (resume)
        {
            state = TrainingState.Load(folder.CheckpointPath, network, update);
        }
    }

    /// <summary>Takes over the weights of another model before the first step, as far as they fit.</summary>
    /// <param name="weights">Its weights.</param>
    /// <param name="keepsHeads">Whether its output classes mean the same; otherwise those begin anew.</param>
    internal WeightTransfer Begin(SafeTensors weights, bool keepsHeads)
    {
        var transfer = WeightTransfer.Into(network, weights, keepsHeads);
        update.Dispose();
        update = new WeightUpdate(network, training);
        return transfer;
    }

    /// <summary>Takes one step on a batch, without telling anyone: for timing.</summary>
    internal void Try(TrainingSample[] batch) => Step(batch, 1e-4);

    /// <summary>Scores the averaged weights on whole validation scans; set by whoever has some.</summary>
    internal Func<UNetModule, double>? Validate { get; init; }

    /// <summary>Trains until the budget is used up. Each report comes when its epoch is on disk.</summary>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Stops between two steps; the state there is on disk then.</param>
    /// <exception cref="TrainingException">The loss of five steps in a row was no number. Single such steps are left out and reported.</exception>
    /// <exception cref="IOException">The state cannot be written; what was on disk stays.</exception>
    public IEnumerable<EpochReport> Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        KeepLog(state.Epochs);
        using var batches = new BatchQueue(sample, training.BatchSize, state.Samples);
        bool exhausted = false;
        while ((state.Progress < 1 || state.StepsOfEpoch > 0) && !exhausted)
        {
            EpochReport report = EpochOrCheckpoint(batches, progress, cancellation);
            File.AppendAllText(folder.LogPath, JsonSerializer.Serialize(report, ModelJson.Line) + "\n");
            state.Save(folder.CheckpointPath, network, update);
            exhausted = state.WithoutBetter >= training.Patience;
            yield return report;
        }

        SaveAveraged(folder.WeightsPath);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        update.Dispose();
        network.Dispose();
    }

    private EpochReport EpochOrCheckpoint(BatchQueue batches, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return Epoch(batches, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            state.Save(folder.CheckpointPath, network, update);
            throw;
        }
    }

    private EpochReport Epoch(BatchQueue batches, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        double before = state.Seconds, rate = 0, progressBefore = state.StepsOfEpoch == 0 ? state.Progress : ProgressAt(state.Epochs, before);
        var skipped = new List<SkippedStep>();
        var times = new EpochTimes();
        network.train();
        while (state.StepsOfEpoch < training.StepsPerEpoch && state.Progress < 1)
        {
            cancellation.ThrowIfCancellationRequested();
            long asked = Stopwatch.GetTimestamp();
            TrainingSample[] batch = batches.Take(cancellation);
            double waiting = Stopwatch.GetElapsedTime(asked).TotalSeconds;
            rate = training.Optimizer.LearningRate * training.Schedule.At(state.Progress);
            double loss = Step(batch, rate);
            times = times.With(waiting, Stopwatch.GetElapsedTime(asked).TotalSeconds - waiting);
            skipped.AddRange(Skipped(batch, loss));
            double seconds = before + Stopwatch.GetElapsedTime(start).TotalSeconds;
            state = state with
            {
                StepsOfEpoch = state.StepsOfEpoch + 1,
                LossSum = state.LossSum + (double.IsFinite(loss) ? loss : 0),
                Samples = state.Samples + batch.Length,
                Seconds = seconds,
                Progress = ProgressAt(state.Epochs + (state.StepsOfEpoch + 1.0) / training.StepsPerEpoch, seconds),
            };
            progress?.Report(new TrainingProgress(state.Epochs + 1, state.Progress, state.MeanLoss, state.LastDice, Remaining()));
        }

        bool atMark = state.Progress >= 1 || Math.Floor(state.Progress * Validations) > Math.Floor(progressBefore * Validations);
        double validated = validationSeconds;
        double? dice = Validate is not null && atMark && !TakesTooLong(before + Stopwatch.GetElapsedTime(start).TotalSeconds) ? Score() : null;
        var report = new EpochReport
        {
            Epoch = state.Epochs + 1,
            Loss = state.MeanLoss,
            Steps = state.StepsOfEpoch,
            LearningRate = rate,
            Seconds = before + Stopwatch.GetElapsedTime(start).TotalSeconds,
            Progress = state.Progress,
            ValidationDice = dice,
            IsBest = dice is not null && state.WithoutBetter == 0,
            Skipped = skipped,
            Times = times with { Validation = validationSeconds - validated },
        };
        state = state with { Epochs = report.Epoch, Seconds = report.Seconds, StepsOfEpoch = 0, LossSum = 0, SkippedOfEpoch = 0 };
        return report;
    }

    private double ProgressAt(double epochs, double seconds) => Math.Min(1, training.Budget.Progress(epochs, seconds));

    private IEnumerable<SkippedStep> Skipped(TrainingSample[] batch, double loss)
    {
        if (double.IsFinite(loss))
        {
            state = state with { SkippedInARow = 0, FirstSkipped = null };
            return [];
        }

        var skipped = new SkippedStep(state.Epochs + 1, state.StepsOfEpoch + 1, loss, [.. batch.Select(one => one.CaseId).Distinct()]);
        state = state with
        {
            SkippedOfEpoch = state.SkippedOfEpoch + 1, SkippedInARow = state.SkippedInARow + 1, FirstSkipped = state.FirstSkipped ?? skipped,
        };
        return state.SkippedInARow < MostSkippedInARow ? [skipped] : throw new TrainingException(
            $"{state.FirstSkipped}, and so in the {MostSkippedInARow - 1} steps after it. "
            + "Look at these cases, or train anew with another seed; what was learned up to the last checkpoint is kept.");
    }

    private double Step(TrainingSample[] batch, double rate)
    {
        float value = gradient.Add(batch);
        if (float.IsFinite(value))
        {
            update.Step(rate);
        }

        return value;
    }

    // With a budget by the clock, validation may take a tenth of it; counted in epochs, nothing depends on time.
    private bool TakesTooLong(double seconds) => training.Budget is TrainingBudget.OfMinutes && validationSeconds > 0.1 * seconds;

    private double Score()
    {
        long start = Stopwatch.GetTimestamp();
        using UNetModule averaged = Averaged();
        double dice = Validate!(averaged);
        validationSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        bool better = !(dice <= state.BestDice) && !double.IsNaN(dice);
        if (better)
        {
            Save(averaged, folder.BestWeightsPath);
        }

        state = state with
        {
            LastDice = dice,
            BestDice = better ? dice : state.BestDice,
            WithoutBetter = better ? 0 : state.WithoutBetter + 1,
        };
        return dice;
    }

    private UNetModule Averaged()
    {
        var averaged = new UNetModule(plan.Network, plan.Dimensions, plan.Channels.Count, plan.ClassCount);
        using var noGrad = no_grad();
        IReadOnlyDictionary<string, Tensor> targets = NetworkWeights.Of(averaged);
        foreach ((string name, Tensor value) in NetworkWeights.Of(network).Select(one => (one.Key, one.Value)).Concat(update.Averaged()))
        {
            targets[name].copy_(value);
        }

        averaged.eval();
        return averaged;
    }

    private void SaveAveraged(string path)
    {
        using UNetModule averaged = Averaged();
        Save(averaged, path);
    }

    private static void Save(UNetModule network, string path) => new SafeTensors
    {
        Tensors = NetworkWeights.Of(network).ToDictionary(one => one.Key, one => NetworkWeights.Export(one.Value)),
    }.Write(path);

    private double Remaining() => state.Progress <= 0 ? double.NaN : state.Seconds / state.Progress * (1 - state.Progress);

    // A log line may have been written for an epoch whose checkpoint was not: that epoch comes again.
    private void KeepLog(int epochs)
    {
        if (File.Exists(folder.LogPath))
        {
            string[] kept = [.. File.ReadLines(folder.LogPath).Take(epochs)];
            AtomicFile.WriteText(folder.LogPath, string.Concat(kept.Select(line => line + "\n")));
        }
    }
}
