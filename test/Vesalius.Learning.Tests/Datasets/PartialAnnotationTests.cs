using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using Vesalius.Tests;

namespace Vesalius.Learning.Tests.Datasets;

public sealed class PartialAnnotationTests
{
    private const string Counts = "case,vox_liver,vox_spleen\na,8,0\nb,8,\nc,8,3\n";

    [Fact]
    public void An_empty_count_is_a_structure_that_nobody_annotated_and_a_zero_is_not()
    {
        using var folder = new TestDataset().With("a", "b", "c").Text("cases.csv", Counts);
        Dataset dataset = folder.Open();
        Assert.Equal([[], [2], []], dataset.Cases.Select(one => one.NotAnnotated));
        Assert.Equal(["liver", "spleen"], dataset.Labels.Select(label => label.Name));
    }

    [Fact]
    public void Counts_without_a_gap_name_nothing()
    {
        using var folder = new TestDataset().With("a", "b").Text("cases.csv", "case,vox_liver\na,8\nb,8\n");
        Dataset dataset = folder.Open();
        Assert.Empty(dataset.Labels);
        Assert.All(dataset.Cases, one => Assert.Empty(one.NotAnnotated));
    }

    [Theory]
    [InlineData("dataset.json", """{"labels": {"liver": 1, "spleen": 2}, "notAnnotatedStructures": {"b": ["Spleen"]}}""")]
    [InlineData("dataset.json", """{"labels": {"liver": 1, "spleen": 2}, "notAnnotatedStructures": {"b": [2]}}""")]
    [InlineData("cases.csv", "case,not_annotated\na,\nb,2\n")]
    public void A_dataset_may_name_them_too(string file, string text)
    {
        using var folder = new TestDataset().With("a", "b").Text(file, text);
        Assert.Equal([[], [2]], folder.Open().Cases.Select(one => one.NotAnnotated));
    }

    [Fact]
    public void A_name_that_is_no_label_is_refused()
    {
        using var folder = new TestDataset().With("a", "b").Text("dataset.json", """{"labels": {"liver": 1}, "notAnnotatedStructures": {"b": ["heart"]}}""");
        Assert.Contains("\"heart\", which is no label; the labels are liver", folder.Refusal());
        using var wrong = new TestDataset().With("a", "b").Text("dataset.json", """{"notAnnotatedStructures": ["b"]}""");
        Assert.Contains("object from cases to lists", wrong.Refusal());
    }

    [Fact]
    public void A_prepared_case_and_its_patches_know_what_nobody_annotated_also_when_read_from_disk()
    {
        using var folder = new TestDataset().With("a", "b", "c").Text("cases.csv", Counts);
        Dataset dataset = folder.Open();
        SegmentationPlan plan =
            TestPlans.Of(new Size3(8, 8, 8)) with { Labels = [new PlannedLabel(1, "liver"), new PlannedLabel(2, "spleen")] };
        var options = new PreparedStoreOptions { Folder = Path.Combine(folder.Folder, "prepared"), MemoryBytes = 0 };
        PreparedCaseStore store = PreparedCaseStore.Prepare(dataset.Cases, plan, options);
        Assert.Equal([[], [2], []], store.Select(one => one.NotAnnotatedClasses));
        Assert.Equal([2], new PatchSampler(plan).Sample(store[1], new Random(1)).NotAnnotatedClasses);

        // Told anew that all is annotated, it is prepared anew.
        DatasetCase[] whole = [.. dataset.Cases.Select(one => one with { NotAnnotated = [] })];
        Assert.All(PreparedCaseStore.Prepare(whole, plan, options), one => Assert.Empty(one.NotAnnotatedClasses));
    }

    [Fact]
    public void Voxels_of_what_nobody_annotated_are_a_contradiction()
    {
        using var folder = new TestDataset().With("a", "b").Text("cases.csv", "case,vox_liver,vox_spleen\na,8,0\nb,,0\n");
        SegmentationPlan plan =
            TestPlans.Of(new Size3(8, 8, 8)) with { Labels = [new PlannedLabel(1, "liver"), new PlannedLabel(2, "spleen")] };
        string message = Assert.Throws<DatasetException>(() => PreparedCaseStore.Prepare(folder.Open().Cases, plan)).Message;
        Assert.Contains("b.nii.gz", message);
        Assert.Contains("voxels of liver, which the dataset says nobody annotated", message);
    }

    [Fact]
    public void Head_and_neck_scans_lack_larynx_or_oesophagus_where_nobody_contoured_them()
    {
        Dataset dataset = Dataset.Open(SharedData.Require("data", "openkbp_hn_ct"));
        Assert.Equal(["Brainstem", "SpinalCord", "LeftParotid", "RightParotid", "Mandible", "Larynx", "Esophagus"], dataset.Labels.Select(label => label.Name));
        Assert.Equal([7], dataset.Cases.Single(one => one.Id == "openkbp_021").NotAnnotated);
        Assert.Empty(dataset.Cases.Single(one => one.Id == "openkbp_004").NotAnnotated);
        Assert.All(dataset.Cases, one => Assert.DoesNotContain(1, one.NotAnnotated));
    }
}
