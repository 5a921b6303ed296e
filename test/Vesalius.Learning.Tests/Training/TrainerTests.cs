using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;

namespace Vesalius.Learning.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vesalius").FullName;

    [Fact]
    public void A_run_stopped_at_any_point_and_resumed_gives_the_weights_of_an_unbroken_one()
    {
        ModelFolder whole = Folder("whole"), broken = Folder("broken");
        Run(whole, resume: false);
        int steps = 0;
        foreach (int stopAfter in (int[])[5, 4, 100])
        {
            using var stop = new CancellationTokenSource();
            int left = stopAfter;
            var watch = new Watch(() =>
            {
                steps++;
                if (--left == 0)
                {
                    stop.Cancel();
                }
            });
            try
            {
                Run(broken, resume: broken.HasCheckpoint, watch, stop.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }

        Assert.Equal(12, steps); // Not one step is lost or taken twice.
        Assert.Equal(File.ReadAllBytes(whole.WeightsPath), File.ReadAllBytes(broken.WeightsPath));
        Assert.Equal(4, File.ReadLines(broken.LogPath).Count());
    }

    [Fact]
    public void A_log_line_without_its_checkpoint_is_written_again()
    {
        ModelFolder folder = Folder("log");
        using (var stop = new CancellationTokenSource())
        {
            using Trainer trainer = Trainer(folder, resume: false);
            using IEnumerator<EpochReport> epochs = trainer.Run(cancellation: stop.Token).GetEnumerator();
            epochs.MoveNext();
        }

        File.AppendAllText(folder.LogPath, "{\"epoch\":2,\"lo");
        Run(folder, resume: true);
        Assert.Equal(4, File.ReadLines(folder.LogPath).Count());
        Assert.All(File.ReadLines(folder.LogPath), line => Assert.EndsWith("}", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_that_is_no_number_is_named_with_epoch_and_cases()
    {
        using Trainer trainer = Trainer(Folder("nan"), resume: false, value: float.NaN);
        var error = Assert.Throws<TrainingException>(() => trainer.Run().ToList());
        Assert.Contains("Epoch 1, step 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("square", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_whose_loss_is_no_number_changes_no_weight_is_named_and_training_goes_on()
    {
        using Trainer trainer = Trainer(Folder("one"), resume: false, broken: index => index == 7);
        EpochReport[] epochs = [.. trainer.Run()];
        Assert.Equal(4, epochs.Length);
        SkippedStep skipped = Assert.Single(epochs.SelectMany(epoch => epoch.Skipped));
        Assert.Equal((2, 1, "square"), (skipped.Epoch, skipped.Step, Assert.Single(skipped.Cases)));
        Assert.Contains("Epoch 2, step 1", skipped.ToString(), StringComparison.Ordinal);
        Assert.All(epochs, epoch => Assert.True(double.IsFinite(epoch.Loss)));
        Assert.All(SafeTensors.Read(Folder("one").WeightsPath).Tensors, one => Assert.All(one.Value.Values, value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void A_cancelled_run_leaves_the_state_at_its_last_step()
    {
        ModelFolder folder = Folder("cancelled");
        using var stop = new CancellationTokenSource();
        int left = 5;
        using (Trainer trainer = Trainer(folder, resume: false))
        {
            var watch = new Watch(() =>
            {
                if (--left == 0)
                {
                    stop.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => trainer.Run(watch, stop.Token).ToList());
        }

        IReadOnlyDictionary<string, string> state = SafeTensors.Read(folder.CheckpointPath).Metadata;
        Assert.Equal(("1", "2", "10"), (state["epochs"], state["stepsOfEpoch"], state["samples"]));
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_and_left_as_it_is()
    {
        ModelFolder folder = Folder("damaged");
        Run(folder, resume: false);
        byte[] half = File.ReadAllBytes(folder.CheckpointPath)[..5000];
        File.WriteAllBytes(folder.CheckpointPath, half);
        Assert.Throws<ModelException>(() => Trainer(folder, resume: true));
        Assert.Equal(half, File.ReadAllBytes(folder.CheckpointPath));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static void Run(ModelFolder folder, bool resume, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using Trainer trainer = Trainer(folder, resume);
        Assert.NotEmpty(trainer.Run(progress, cancellation).ToList());
    }

    private static Trainer Trainer(ModelFolder folder, bool resume, float value = 1, Func<long, bool>? broken = null)
    {
        var plan = new SegmentationPlan
        {
            Dimensions = 2,
            Channels = ["image"],
            Labels = [new PlannedLabel(1, "square")],
            WorkingGrid = new WorkingGrid.OfSpacing(new Spacing(1, 1, 1)),
            Normalizations = [new Normalization.None()],
            PatchSize = new Size3(16, 16, 1),
            Network = new NetworkPlan
            {
                Features = [4, 8],
                Strides = [[1, 1, 1], [2, 2, 1]],
                Kernels = [[3, 3, 1], [3, 3, 1]],
                EncoderBlocks = [1, 1],
                DecoderBlocks = [1],
            },
        };
        var training = new TrainingPlan { Budget = new TrainingBudget.OfEpochs(4), BatchSize = 2, StepsPerEpoch = 3 };
        TrainingSample Draw(long index)
        {
            var random = new Random((int)index);
            int at = random.Next(8);
            byte[] labels = [.. Enumerable.Range(0, 256).Select(i => (byte)(i % 16 >= at && i % 16 < at + 8 && i / 16 is >= 4 and < 12 ? 1 : 0))];
            return new TrainingSample("square", plan.PatchSize, [.. labels.Select(label => label * (broken?.Invoke(index) == true ? float.NaN : value) + (float)random.NextDouble())], labels);
        }

        return new Trainer(folder, plan, training, Draw, resume);
    }

    private ModelFolder Folder(string name)
    {
        var folder = new ModelFolder(Path.Combine(root, name));
        folder.Create();
        return folder;
    }

    private sealed class Watch(Action onStep) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => onStep();
    }
}
