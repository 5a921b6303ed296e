using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;

namespace Vesalius.Learning.Tests.Training;

/// <summary>Phantom pictures with a bright and a dark square; in three of four nobody annotated the dark one.</summary>
public sealed class PartialAnnotationTrainingTests : IDisposable
{
    private static readonly Size3 Patch = new(16, 16, 1);

    private readonly string root = Directory.CreateTempSubdirectory("vesalius").FullName;

    [Fact]
    public void A_structure_that_few_cases_annotate_is_found_when_the_others_say_so_and_lost_when_they_do_not()
    {
        double told = DarkDice(isTold: true), silent = DarkDice(isTold: false);
        Assert.True(told > 0.8, $"Dice {told:0.000} where the cases say what they lack; {silent:0.000} where they do not.");
        Assert.True(silent < 0.6 * told, $"Dice {told:0.000} where the cases say what they lack; {silent:0.000} where they do not.");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private double DarkDice(bool isTold)
    {
        SegmentationPlan plan = Plan();
        var folder = new ModelFolder(Path.Combine(root, $"{isTold}"));
        folder.Create();
        var training = new TrainingPlan
        {
            Budget = new TrainingBudget.OfEpochs(3), BatchSize = 4, StepsPerEpoch = 60, AveragingDecay = 0, Loss = Loss.CategoricalCrossEntropy, Optimizer = Optimizer.Adam(1e-2),
        };
        folder.WriteRecord("plan.json", plan);
        folder.WriteRecord("training.json", training);
        using (var trainer = new Trainer(folder, plan, training, index => Draw(index, isTold, index % 4 == 0), resume: false))
        {
            Assert.Equal(3, trainer.Run(cancellation: TestContext.Current.CancellationToken).Count());
        }

        using Segmenter segmenter = Segmenter.Load(folder);
        long both = 0, sum = 0;
        for (int i = 0; i < 8; i++)
        {
            TrainingSample unseen = Draw(100_000 + i, isTold, isAnnotated: true);
            ushort[] found = segmenter.Segment(new Volume<float>(new Grid(Patch, Affine.FromSpacing(new Spacing(1, 1, 1)), 2), unseen.Image), cancellation: TestContext.Current.CancellationToken).Labels.Voxels.Array;
            both += found.Zip(unseen.Labels).Count(pair => pair.First == 2 && pair.Second == 2);
            sum += found.Count(one => one == 2) + unseen.Labels.Count(one => one == 2);
        }

        return 2.0 * both / sum;
    }

    private static TrainingSample Draw(long index, bool isTold, bool isAnnotated)
    {
        var random = new Random((int)index);
        (int bright, int dark) = (random.Next(8), random.Next(8));
        byte[] truth = [.. Enumerable.Range(0, 256).Select(i => (byte)(In(i, bright, 1) ? 1 : In(i, dark, 9) ? 2 : 0))];
        float[] image = [.. truth.Select(one => (one == 1 ? 2f : one == 2 ? -2f : 0f) + (float)random.NextDouble())];
        byte[] labels = isAnnotated ? truth : [.. truth.Select(one => (byte)(one == 2 ? 0 : one))];
        return new TrainingSample($"{index}", Patch, image, labels) { NotAnnotatedClasses = isTold && !isAnnotated ? [2] : [] };

        static bool In(int i, int left, int top) => i % 16 >= left && i % 16 < left + 7 && i / 16 >= top && i / 16 < top + 6;
    }

    private static SegmentationPlan Plan() => new()
    {
        Dimensions = 2,
        Channels = ["image"],
        Labels = [new PlannedLabel(1, "bright"), new PlannedLabel(2, "dark")],
        WorkingGrid = new WorkingGrid.OfSpacing(new Spacing(1, 1, 1)),
        Normalizations = [new Normalization.None()],
        PatchSize = Patch,
        Network = new NetworkPlan
        {
            Features = [4, 8], Strides = [[1, 1, 1], [2, 2, 1]], Kernels = [[3, 3, 1], [3, 3, 1]], EncoderBlocks = [1, 1], DecoderBlocks = [1],
        },
    };
}
