using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Tests.Datasets;

namespace Vesalius.Learning.Tests;

public sealed class ConfigurationSearchTests : IDisposable
{
    private static readonly Grid Block = Grid.Of(new Size3(20, 20, 8), new Spacing(1, 1, 1));
    private readonly TestDataset data = new();

    public ConfigurationSearchTests()
    {
        for (int i = 0; i < 4; i++)
        {
            int shift = i;
            data.Image($"images/case_{i}.nii.gz", Block, p => (p % 20 + p / 20 * shift) % 7).Mask($"labels/case_{i}.nii.gz", Block);
        }
    }

    public void Dispose() => data.Dispose();

    [Fact]
    public void Each_way_is_trained_once_and_the_best_becomes_a_model_that_predicts()
    {
        var first = ConfigurationSearch.Open(Request, null, cancellation: Cancel);
        Assert.Equal(["2d", "3d"], first.Configurations.Select(one => one.Name));
        Run(first.RequestFor(first.Configurations[0])!);
        Assert.Contains("3d", Assert.Throws<ModelException>(first.Finish).Message, StringComparison.Ordinal);
        Assert.False(first.Folder.Exists);

        var again = ConfigurationSearch.Open(Request with { Resume = true }, null, cancellation: Cancel);
        Assert.Null(again.RequestFor(again.Configurations[0]));
        Run(again.RequestFor(again.Configurations[1])!);
        ConfigurationRecord record = again.Finish();

        Assert.Equal(ConfigurationRecord.Best(record.Configurations).Configuration.Name, record.Chosen);
        Assert.Equal(record.Chosen, again.Folder.ReadRecord<ConfigurationRecord>("configurations.json").Chosen);
        Assert.Equal(
            File.ReadAllBytes(again.Folder.FileAt($"{record.Chosen}/weights.safetensors")), File.ReadAllBytes(again.Folder.WeightsPath));
        using Segmenter segmenter = Segmenter.Load(again.Folder);
        Assert.Equal(record.Chosen == "2d" ? 2 : 3, segmenter.Plan.Dimensions);
        Assert.Equal(Block, segmenter.Label(() => [new Volume<float>(Block)], cancellation: Cancel).Grid);
    }

    [Fact]
    public void Folds_score_each_way_on_all_cases_and_minutes_are_shared()
    {
        var search = ConfigurationSearch.Open(Request with { Budget = new TrainingBudget.OfMinutes(3) }, 2, cancellation: Cancel);
        Assert.All(search.Configurations, one => Assert.Equal(new TrainingBudget.OfMinutes(1.5), search.RequestFor(one)!.Budget));
        TrainingRequest planar = search.RequestFor(search.Configurations[0])! with { Budget = new TrainingBudget.OfEpochs(1) };
        var folds = CrossValidation.Open(planar, 2, cancellation: Cancel);
        Run(folds.Open(0, Cancel)!);
        folds.Keep(0);
        Assert.NotNull(search.RequestFor(search.Configurations[0]));
        Run(folds.Open(1, Cancel)!);
        folds.Keep(1);
        folds.Finish();
        Assert.Null(search.RequestFor(search.Configurations[0]));
    }

    [Fact]
    public void Another_folder_budget_or_number_of_folds_is_refused()
    {
        ConfigurationSearch.Open(Request, null, cancellation: Cancel);
        string Refusal(TrainingRequest request, int? folds) => Assert.Throws<ModelException>(() => ConfigurationSearch.Open(request, folds)).Message;
        Assert.Contains("--resume", Refusal(Request, null), StringComparison.Ordinal);
        Assert.Contains("one split", Refusal(Request with { Resume = true }, 2), StringComparison.Ordinal);
        Assert.Contains("as they were begun", Refusal(Request with { Resume = true, Budget = new TrainingBudget.OfEpochs(2) }, null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_highest_mean_is_best_the_simpler_of_two_and_any_number_above_none()
    {
        ConfigurationScore Score(string name, double? dice) => new(new PlannedConfiguration(name, 3), dice);
        Assert.Equal("a", ConfigurationRecord.Best([Score("a", 0.5), Score("b", 0.5)]).Configuration.Name);
        Assert.Equal("b", ConfigurationRecord.Best([Score("a", null), Score("b", 0), Score("c", null)]).Configuration.Name);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TrainingRequest Request => new()
    {
        Dataset = data.Folder,
        Output = Path.Combine(data.Folder, "model"),
        Budget = new TrainingBudget.OfEpochs(1),
        PlannerOptions = new PlannerOptions { Features = 4 },
        Deterministic = true,
    };

    private static void Run(TrainingRequest request) => Run(TrainingJob.Open(request, cancellation: Cancel));

    private static void Run(TrainingJob job)
    {
        job.Prepare(cancellation: Cancel);
        Assert.NotEmpty(job.Train(cancellation: Cancel).ToList());
        job.Validate(cancellation: Cancel);
    }
}
