using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using Vesalius.Tests;

namespace Vesalius.Learning.Tests.Datasets;

/// <summary>Scans of 6×5×4 voxels; a mask has its 8 voxels from (1, 1, 1) to (2, 2, 2).</summary>
public sealed class OverlappingDatasetTests
{
    [Fact]
    public void Folders_of_masks_get_one_numbering_and_a_structure_without_a_mask_is_absent()
    {
        using TestDataset folder = Folders();
        Dataset dataset = folder.Open();
        Assert.Equal([(1, "lesion"), (2, "lung")], dataset.Labels.Select(label => (label.Value, label.Name)));
        LabelMap both = dataset.Cases[0].ReadLabels(TestDataset.DefaultGrid, dataset.Labels), one = dataset.Cases[1].ReadLabels(TestDataset.DefaultGrid, dataset.Labels);
        Assert.Equal(2, both.Layers.Count);
        Assert.Equal([8, 8], both.Table.Select(label => both.Mask(label).Array.Count(inside => inside)));
        Assert.True(one.IsFlat);
        Assert.Equal([0, 8], one.Table.OrderBy(label => label.Value).Select(label => one.Mask(label).Array.Count(inside => inside)));
        Assert.All(dataset.Cases, each => Assert.Empty(each.NotAnnotated));
    }

    [Fact]
    public void A_structure_without_a_mask_is_not_annotated_where_the_dataset_says_so()
    {
        using TestDataset folder = Folders().Text("dataset.json", """{ "missingMasks": "notAnnotated" }""");
        Assert.Equal([[], [1], [1]], folder.Open().Cases.Select(one => one.NotAnnotated));
        using TestDataset single = Folders().Text("dataset.json", """{ "notAnnotatedStructures": { "b": ["lesion"] } }""");
        Assert.Equal([[], [1], []], single.Open().Cases.Select(one => one.NotAnnotated));
        using TestDataset wrong = Folders().Text("dataset.json", """{ "missingMasks": "unknown" }""");
        Assert.Contains("missingMasks is \"absent\" or \"notAnnotated\"", wrong.Refusal());
    }

    [Fact]
    public void Structures_that_meet_are_planned_to_overlap_and_those_that_never_do_exclude_each_other()
    {
        using TestDataset meeting = Folders();
        SegmentationPlan plan = Planner.Plan(FingerprintExtractor.Extract(meeting.Open(), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal((OutputKind.Overlapping, 2), (plan.Outputs, plan.ClassCount));
        using TestDataset apart = new TestDataset().Image("images/a.nii.gz").Mask("labels/a/lung.nii.gz").Image("images/b.nii.gz").Mask("labels/b/liver.nii.gz");
        Assert.Equal(OutputKind.Exclusive, Planner.Plan(FingerprintExtractor.Extract(apart.Open(), cancellation: TestContext.Current.CancellationToken)).Outputs);
    }

    [Fact]
    public void Layers_of_a_segmentation_are_told_by_their_names()
    {
        using var folder = new TestDataset().Image("images/a.nii.gz").Image("images/b.nii.gz");
        Directory.CreateDirectory(Path.Combine(folder.Folder, "labels"));
        Layers(folder, "a", "lung", "lesion");
        Layers(folder, "b", "lesion", "lung");
        Dataset dataset = folder.Open();
        Assert.Equal(["lesion", "lung"], dataset.Labels.Select(label => label.Name));
        foreach (DatasetCase one in dataset.Cases)
        {
            LabelMap map = one.ReadLabels(TestDataset.DefaultGrid, dataset.Labels);
            Assert.Equal([8, 4], new[] { 2, 1 }.Select(value => map.Mask(map.Table.First(label => label.Value == value)).Array.Count(inside => inside)));
        }
    }

    [Fact]
    public void A_prepared_case_codes_combinations_and_finds_its_structures_again_also_from_disk()
    {
        using TestDataset folder = Folders().Text("dataset.json", """{ "notAnnotatedStructures": { "b": ["lesion"] } }""");
        Dataset dataset = folder.Open();
        SegmentationPlan plan = Plan(OutputKind.Overlapping, new PlannedLabel(1, "lesion"), new PlannedLabel(2, "lung"));
        var options = new PreparedStoreOptions { Folder = Path.Combine(folder.Folder, "prepared"), MemoryBytes = 0 };
        PreparedCaseStore store = PreparedCaseStore.Prepare(dataset.Cases, plan, options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0UL, 3UL], store[0].Combinations!);
        Assert.Equal([[0, 1], [1], [1]], store.Select(one => one.PresentClasses));
        Assert.Equal([[], [0], []], store.Select(one => one.NotAnnotatedClasses));
        Assert.Equal(8, store[0].ClassLocations[0].Count);
        Assert.Equal(store[0].ClassLocations[0], store[0].ClassLocations[1]);
        TrainingSample sample = new PatchSampler(plan).Sample(store[1], new Random(1));
        Assert.Equal(store[1].Combinations!, sample.Combinations!);
        Assert.Equal(0, Assert.Single(sample.NotAnnotatedClasses));
    }

    [Fact]
    public void Regions_are_made_of_label_values_and_unannotated_voxels_stay_open()
    {
        using var folder = new TestDataset().Image("images/a.nii.gz").Image("images/b.nii.gz").Mask("labels/b.nii.gz", value: 2)
            .Text("dataset.json", """{ "labels": { "background": 0, "whole": [1, 2], "core": [2], "ignore": 9 }, "regions_class_order": [1, 2] }""");
        var voxels = new Volume<ushort>(TestDataset.DefaultGrid);
        (voxels.Array[0], voxels.Array[1], voxels.Array[2]) = (1, 2, 9);
        VolumeFile.Write(Path.Combine(folder.Folder, "labels", "a.nii.gz"), new LabelMap(voxels, LabelTable.Empty));
        Dataset dataset = folder.Open();
        Fingerprint fingerprint = FingerprintExtractor.Extract(dataset, cancellation: TestContext.Current.CancellationToken);
        SegmentationPlan plan = Planner.Plan(fingerprint);
        Assert.Equal((OutputKind.Regions, 2), (plan.Outputs, plan.ClassCount));
        SegmentationPlan own = Plan(plan.Outputs, [.. plan.Labels]) with { NotAnnotatedValue = plan.NotAnnotatedValue };
        PreparedCase prepared = PreparedCaseStore.Prepare(dataset.Cases, own, cancellation: TestContext.Current.CancellationToken)[0];
        Assert.Equal([1, 2, PreparedCase.NotAnnotated, 0], prepared.Labels[..4]);
        Assert.Equal([0UL, 1UL, 3UL], prepared.Combinations!);
    }

    [Fact]
    public void Films_of_overlapping_structures_are_understood_as_published()
    {
        Dataset dataset = Dataset.Open(SharedData.Require("data", "cxr_lungs"), new DatasetOptions { LabelFolder = "labels_multi_gb" });
        Assert.Equal(30, dataset.Training.Count + dataset.Validation.Count);
        Assert.Equal(["airways", "cardiomediastinum"], dataset.Labels.Take(2).Select(label => label.Name));
        LabelMap labels = dataset.Cases[0].ReadLabels(VolumeFile.Identify(dataset.Cases[0].ImagePaths[0]).Grid, dataset.Labels);
        Assert.False(labels.IsFlat);
    }

    /// <summary>Case a with both structures, b and c with a lung only.</summary>
    private static TestDataset Folders() => new TestDataset()
        .Image("images/a.nii.gz").Mask("labels/a/lung.nii.gz").Mask("labels/a/lesion.nii.gz", value: 7)
        .Image("images/b.nii.gz").Mask("labels/b/lung.nii.gz").Image("images/c.nii.gz").Mask("labels/c/lung.nii.gz")
        .Text("split.csv", "case,group,split\na,a,train\nb,b,train\nc,c,val\n");

    private static SegmentationPlan Plan(OutputKind outputs, params PlannedLabel[] labels) =>
        TestPlans.Of(new Size3(8, 8, 8)) with { Outputs = outputs, Labels = labels };

    /// <summary>A lung of 8 voxels and in it a lesion of 4, in layers in the order of their names.</summary>
    private static void Layers(TestDataset folder, string id, params string[] names)
    {
        var masks = names.Select((name, i) =>
        {
            var mask = new Volume<bool>(TestDataset.DefaultGrid);
            mask.Array.AsSpan(20, name == "lung" ? 8 : 4).Fill(true);
            return (new Label(i + 1, name, Rgb.ForLabel(i + 1)), mask);
        });
        VolumeFile.Write(Path.Combine(folder.Folder, "labels", $"{id}.seg.nrrd"), LabelMap.OfMasks(TestDataset.DefaultGrid, masks));
    }
}
