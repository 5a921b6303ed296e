using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Tests.Datasets;
using Vesalius.Learning.Training;

namespace Vesalius.Learning.Tests;

public sealed class CrossValidationTests : IDisposable
{
    private static readonly Grid Plane = Grid.Of(new Size3(24, 24, 1), new Spacing(1, 1, 1));
    private readonly TestDataset data = new();

    public CrossValidationTests()
    {
        for (int i = 0; i < 6; i++)
        {
            int shift = i;
            data.Image($"images/case_{i}.nii.gz", Plane, p => (p % 24 + p / 24 * shift) % 7).Mask($"labels/case_{i}.nii.gz", Plane);
        }
    }

    public void Dispose() => data.Dispose();

    [Fact]
    public void Folds_become_an_ensemble_every_case_is_scored_once_and_finished_folds_are_not_trained_again()
    {
        TrainingRequest request = Request("cv");
        var first = CrossValidation.Open(request, 2, cancellation: Cancel);
        Run(first.Open(0, Cancel)!);
        first.Keep(0);
        byte[] member = File.ReadAllBytes(first.Folder.MemberPath(1));

        var again = CrossValidation.Open(request with { Resume = true }, 2, cancellation: Cancel);
        Assert.Null(again.Open(0, Cancel));
        Run(again.Open(1, Cancel)!);
        again.Keep(1);
        CrossValidationRecord record = again.Finish();

        Assert.Equal(member, File.ReadAllBytes(again.Folder.MemberPath(1)));
        Assert.Equal(2, again.Folder.MemberPaths.Count);
        Assert.False(Directory.Exists(again.Folder.FileAt("prepared")));
        Assert.Equal((2, 6), (record.Folds, Assert.Single(record.Structures).Cases));
        Assert.Equal(record.FoldDice, again.Folder.ReadRecord<CrossValidationRecord>("cross-validation.json").FoldDice);
        using Segmenter segmenter = Segmenter.Load(again.Folder);
        Assert.Equal(Plane, segmenter.Label(() => [new Volume<float>(Plane)], cancellation: Cancel).Grid);
        Assert.Contains("begun with 2", Assert.Throws<ModelException>(() => CrossValidation.Open(request with { Resume = true }, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("--resume", Assert.Throws<ModelException>(() => CrossValidation.Open(request, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mean_deviation_and_interval_are_taken_over_all_cases_by_group()
    {
        ValidationRecord Fold(params (string Case, double? Dice)[] cases) => new(null, new Dictionary<string, double?> { ["liver"] = null },
            cases.ToDictionary(one => one.Case, one => (IReadOnlyDictionary<string, double?>)new Dictionary<string, double?> { ["liver"] = one.Dice }));
        var groups = new Dictionary<string, string> { ["a"] = "p", ["b"] = "p", ["c"] = "q", ["d"] = "r" };
        var record = CrossValidationRecord.Of([Fold(("a", 0.8), ("b", 0.9)), Fold(("c", 0.7), ("d", null))], groups);
        CrossValidatedStructure liver = Assert.Single(record.Structures);
        Assert.Equal((3, 0.8), (liver.Cases, Math.Round(liver.Mean!.Value, 10)));
        Assert.Equal(0.1, liver.StandardDeviation!.Value, 1e-10);
        Assert.InRange(liver.Lower!.Value, 0.7 - 1e-9, 0.8);
        Assert.InRange(liver.Upper!.Value, 0.8, 0.85 + 1e-9);
        Assert.Equal(0.8, record.MeanDice!.Value, 1e-10);
    }

    [Fact]
    public void Training_from_a_model_takes_its_weights_and_renews_the_head_where_classes_differ()
    {
        TrainingJob source = TrainingJob.Open(Request("source"), cancellation: Cancel);
        Run(source);
        TrainingJob same = TrainingJob.Open(Request("same") with { From = source.Folder.Path }, cancellation: Cancel);
        Run(same);
        Assert.Empty(same.Transfer!.Fresh);
        Assert.True(same.TrainingPlan.Optimizer.LearningRate < source.TrainingPlan.Optimizer.LearningRate);

        data.Text("dataset.json", """{"channel_names":{"0":"image"},"labels":{"background":0,"other":1}}""");
        TrainingJob other = TrainingJob.Open(Request("other") with { From = source.Folder.Path }, cancellation: Cancel);
        Run(other);
        Assert.NotEmpty(other.Transfer!.Fresh);
        Assert.All(other.Transfer.Fresh, name => Assert.StartsWith("heads.", name, StringComparison.Ordinal));
        Assert.Equal(source.Plan.PatchSize, other.Plan.PatchSize);
        Assert.Contains("begin anew", other.Transfer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_begun_with_must_be_finished()
    {
        string missing = Path.Combine(data.Folder, "nothing");
        Assert.Throws<ModelException>(() => TrainingJob.Open(Request("x") with { From = missing }, cancellation: Cancel));
        Assert.False(Directory.Exists(Path.Combine(data.Folder, "x")));
    }

    [Fact]
    public void Less_memory_makes_smaller_plans_none_above_the_limit_and_too_little_is_refused_with_the_figure()
    {
        TrainingMemory free = TrainingJob.Open(Request("free"), cancellation: Cancel).Planned.Memory;
        long tight = free.ProcessBytes + (free.TotalBytes - free.ProcessBytes) / 3;
        PlannedTraining small = TrainingJob.Open(Request("small") with { Memory = tight }, cancellation: Cancel).Planned;
        Assert.InRange(small.Memory.TotalBytes, 1, tight);
        Assert.True(small.Memory.ActivationBytes < free.ActivationBytes);
        var refused = Assert.Throws<ArgumentException>(() => TrainingJob.Open(Request("none") with { Memory = 100_000_000 }, cancellation: Cancel));
        Assert.Contains("0.10 GB are allowed", refused.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void Run(TrainingJob job)
    {
        job.Prepare(cancellation: Cancel);
        Assert.NotEmpty(job.Train(cancellation: Cancel).ToList());
        job.Validate(cancellation: Cancel);
    }

    private TrainingRequest Request(string name) => new()
    {
        Dataset = data.Folder,
        Output = Path.Combine(data.Folder, name),
        Budget = new TrainingBudget.OfEpochs(1),
        PlannerOptions = new PlannerOptions { Features = 4 },
        Deterministic = true,
    };
}
