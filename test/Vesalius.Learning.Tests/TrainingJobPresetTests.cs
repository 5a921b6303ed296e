using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Plans.NnUnet;
using Vesalius.Learning.Preprocessing;
using Vesalius.Learning.Tests.Datasets;

namespace Vesalius.Learning.Tests;

public sealed class TrainingJobPresetTests
{
    [Fact]
    public void A_preset_plans_network_and_training_as_nnU_Net_does()
    {
        using TestDataset folder = Volumes(6);
        TrainingJob job = TrainingJob.Open(new TrainingRequest
        {
            Dataset = folder.Folder,
            Output = Path.Combine(folder.Folder, "model"),
            PlannerOptions = new PlannerOptions { Preset = NnUnetPreset.ResEncM },
            DatasetOptions = new DatasetOptions { Fold = 0 },
            Seed = 5,
        }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((BlockKind.Residual, true, 32), (job.Plan.Network.Block, job.Plan.Network.HasStem, job.Plan.Network.Features[0]));
        Assert.Equal(new Size3(24, 24, 24), job.Plan.PatchSize);
        Assert.Equal((6, 250, 5), (job.TrainingPlan.BatchSize, job.TrainingPlan.StepsPerEpoch, job.TrainingPlan.Seed));
        Assert.Equal(NnUnetFolds.Validation(6, 0).Select(i => $"case_{i}"), job.Dataset.Validation.Select(one => one.Id));
        Assert.Equal(job.Plan.Network.Strides, new ModelFolder(job.Folder.Path).ReadPlan().Network.Strides);
    }

    [Fact]
    public void The_fingerprint_knows_the_box_that_is_not_zero_and_a_preset_looks_at_all_cases()
    {
        using TestDataset folder = Volumes(6);
        folder.Image("images/case_0.nii.gz", Grid.Of(new Size3(24, 24, 24), new Spacing(1, 1, 1)), i => i % 24 is >= 3 and < 20 && i / 576 >= 10 ? 1 : 0);
        Dataset dataset = folder.Open(new DatasetOptions { Fold = 0 });
        Fingerprint all = FingerprintExtractor.Extract(dataset, new PlannerOptions { Preset = NnUnetPreset.Plain }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(6, all.Scans.Count);
        Assert.Equal(new Size3(17, 24, 14), all.Scans[0].NonzeroSize);
        Assert.Equal(dataset.Training.Count, FingerprintExtractor.Extract(dataset, new PlannerOptions(), cancellation: TestContext.Current.CancellationToken).Scans.Count);
    }

    [Fact]
    public void A_fold_needs_five_cases()
    {
        using TestDataset folder = Volumes(4);
        Assert.Contains("at least 5 cases", folder.Refusal(new DatasetOptions { Fold = 0 }));
        Assert.Contains("fold 7 of 4", folder.Refusal(new DatasetOptions { Fold = 7 }));
    }

    [Fact]
    public void A_fold_leaves_out_what_is_held_out_and_parts_no_group()
    {
        using TestDataset folder = Volumes(7);
        folder.Text("split.csv", "case,group,split\ncase_3,case_3,heldout\n");
        Dataset dataset = folder.Open(new DatasetOptions { Fold = 1 });
        Assert.DoesNotContain(dataset.Cases, one => one.Id == "case_3");
        Assert.Equal(6, dataset.Training.Count + dataset.Validation.Count);
        string twoOfOnePatient = string.Concat(Enumerable.Range(0, 7).Select(i => $"case_{i},patient,\n"));
        folder.Text("split.csv", "case,group,split\n" + twoOfOnePatient);
        Assert.Contains("parts group patient", folder.Refusal(new DatasetOptions { Fold = 1 }));
    }

    private static TestDataset Volumes(int count)
    {
        var folder = new TestDataset();
        Grid grid = Grid.Of(new Size3(24, 24, 24), new Spacing(1, 1, 1));
        for (int i = 0; i < count; i++)
        {
            folder.Image($"images/case_{i}.nii.gz", grid, value => value + 1).Mask($"labels/case_{i}.nii.gz", grid);
        }

        return folder;
    }
}
