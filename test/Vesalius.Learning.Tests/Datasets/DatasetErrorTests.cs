using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Datasets;

public class DatasetErrorTests
{
    private static readonly SegmentationPlan AnyPlan = Planner.Plan(new Fingerprint
    {
        Channels = ["image"],
        Labels = [new PlannedLabel(1, "one")],
        Foreground = [new IntensityStatistics(0, 1, 0, 1, 0, 0, 1)],
        Scans =
        [
            new ScanFingerprint
            {
                Id = "a", Size = new Size3(16, 16, 16), Spacing = new Spacing(1, 1, 1), Dimensions = 3, ZeroFractions = [0],
                Intensities = [new IntensityStatistics(0, 1, 0, 1, 0, 0, 1)], LabelVoxels = new Dictionary<int, long> { [1] = 8 },
            },
        ],
    });

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("there is no such folder", Assert.Throws<DatasetException>(() => Dataset.Open("/no/such/folder")).Message);

    [Fact]
    public void An_empty_folder_is_told_what_a_dataset_is()
    {
        using var folder = new TestDataset();
        Assert.Contains("expected images/ and labels/", folder.Refusal());
    }

    [Fact]
    public void Images_without_masks_are_named_and_counted()
    {
        using var folder = new TestDataset().With("a").Image("images/x.nii.gz").Image("images/y.nii.gz");
        Assert.Contains("2 of 3 image(s) have no mask of the same name: x, y.", folder.Refusal());
    }

    [Fact]
    public void Images_without_masks_can_be_left_out()
    {
        using var folder = new TestDataset().With("a", "b").Image("images/x.nii.gz");
        Assert.Equal(["x"], folder.Open(new DatasetOptions { UnlabelledImages = UnlabelledImages.LeaveOut }).Unlabelled);
    }

    [Fact]
    public void A_mask_without_an_image_is_named()
    {
        using var folder = new TestDataset().With("a", "b").Mask("labels/z.nii.gz");
        Assert.Contains("1 mask(s) have no image of the same name: z.", folder.Refusal());
    }

    [Fact]
    public void A_dataset_without_masks_is_refused()
    {
        using var folder = new TestDataset().With("a").Remove("labels/a.nii.gz");
        Assert.Contains("expected mask files", folder.Refusal());
    }

    [Fact]
    public void A_missing_label_folder_names_those_there_are()
    {
        using var folder = new TestDataset().Image("images/a.nii.gz").Mask("labels_lungs/a.nii.gz");
        Assert.Contains("Choose one of labels_lungs", folder.Refusal());
    }

    [Fact]
    public void Masks_and_folders_of_masks_do_not_go_together()
    {
        using var folder = new TestDataset().With("a").Image("images/b.nii.gz").Mask("labels/b/heart.nii.gz");
        Assert.Contains("both came, such as a.nii.gz and b/", folder.Refusal());
    }

    [Fact]
    public void A_mask_of_a_structure_that_the_description_does_not_name_is_refused()
    {
        using var folder = new TestDataset().Image("images/a.nii.gz").Mask("labels/a/heart.nii.gz").Image("images/b.nii.gz").Mask("labels/b/lung.nii.gz")
            .Text("dataset.json", """{ "labels": { "heart": 1 } }""");
        Assert.Contains("expected the structures heart of dataset.json; lung came", folder.Refusal());
    }

    [Fact]
    public void An_order_of_regions_that_does_not_fit_them_is_refused()
    {
        using var folder = new TestDataset().With("a", "b")
            .Text("dataset.json", """{ "labels": { "background": 0, "whole": [1, 2], "core": 2 }, "regions_class_order": [1] }""");
        Assert.Contains("regions_class_order gives each of 2 regions a value of its own; [1] came", folder.Refusal());
    }

    [Fact]
    public void A_description_that_is_no_JSON_is_named()
    {
        using var folder = new TestDataset().With("a", "b").Text("dataset.json", "{ labels");
        Assert.Contains("dataset.json: expected a description", folder.Refusal());
    }

    [Fact]
    public void Two_files_of_one_name_are_refused()
    {
        using var folder = new TestDataset().With("a", "b").Image("images/a.nii");
        Assert.Contains("has the same name without its ending", folder.Refusal());
    }

    [Fact]
    public void A_missing_channel_is_named()
    {
        using var folder = new TestDataset().Image("images/a_0000.nii.gz").Image("images/a_0002.nii.gz").Mask("labels/a.nii.gz");
        Assert.Contains("expected channel 0001 of case a; channel 0002 came", folder.Refusal());
    }

    [Fact]
    public void Cases_with_different_numbers_of_channels_are_refused()
    {
        using var folder = new TestDataset().Image("images/a_0000.nii.gz").Image("images/a_0001.nii.gz").Mask("labels/a.nii.gz")
            .Image("images/b_0000.nii.gz").Mask("labels/b.nii.gz");
        Assert.Contains("case b has 1 channel image(s); 2 are expected", ReadAll(folder));
    }

    [Fact]
    public void A_mask_on_another_grid_names_both_files_and_the_difference()
    {
        using var folder = new TestDataset().With("a", "b").Mask("labels/a.nii.gz", Grid.Of(new Size3(6, 5, 5), new Spacing(1, 1, 1)));
        string message = ReadAll(folder);
        Assert.Contains("a.nii.gz lies on another grid", message);
        Assert.Contains("The sizes differ", message);
    }

    [Fact]
    public void Channels_on_different_grids_are_refused()
    {
        using var folder = new TestDataset().Image("images/a_0000.nii.gz").Mask("labels/a.nii.gz")
            .Image("images/a_0001.nii.gz", Grid.Of(new Size3(6, 5, 4), new Spacing(1, 1, 2)))
            .Image("images/b_0000.nii.gz").Image("images/b_0001.nii.gz").Mask("labels/b.nii.gz");
        Assert.Contains("a_0001.nii.gz lies on another grid", ReadAll(folder));
    }

    [Fact]
    public void Voxels_that_are_not_numbers_are_counted_and_the_first_is_named()
    {
        using var folder = new TestDataset().With("a", "b").Image("images/a.nii.gz", value: i => i == 7 ? float.NaN : i == 80 ? float.PositiveInfinity : 0);
        Assert.Contains("a.nii.gz: expected finite intensities; 2 voxel(s) are NaN or infinite, the first at (1, 1, 0)", ReadAll(folder));
    }

    [Fact]
    public void A_damaged_image_is_named()
    {
        using var folder = new TestDataset().With("a", "b").Text("images/a.nii.gz", "this is no image");
        Assert.Contains("a.nii.gz", ReadAll(folder));
    }

    [Fact]
    public void Masks_that_are_all_empty_are_refused()
    {
        using var folder = new TestDataset().With("a", "b", "c");
        foreach (string id in new[] { "a", "b", "c" })
        {
            folder.Mask($"labels/{id}.nii.gz", value: 0);
        }

        Assert.Contains("all 2 are empty", Assert.Throws<DatasetException>(() => FingerprintExtractor.Extract(folder.Open())).Message);
    }

    [Fact]
    public void Planar_images_and_volumes_are_not_mixed()
    {
        using var folder = new TestDataset().With("a", "b", "c", "d", "e", "f");
        foreach (string id in folder.Open().Training.Take(1).Select(one => one.Id))
        {
            folder.Remove($"images/{id}.nii.gz").Remove($"labels/{id}.nii.gz")
                .Mask($"images/{id}.png", Grid.Planar(5, 5), 200).Mask($"labels/{id}.png", Grid.Planar(5, 5), 1);
        }

        Assert.Contains("1 of 5 scans are planar", Assert.Throws<DatasetException>(() => FingerprintExtractor.Extract(folder.Open())).Message);
    }

    [Fact]
    public void A_label_value_that_a_complete_description_does_not_name_is_refused()
    {
        using var folder = new TestDataset().Text("dataset.json", """{ "labels": { "background": 0, "liver": 1 }, "file_ending": ".nii.gz" }""");
        foreach (string id in new[] { "a", "b", "c" })
        {
            folder.Image($"imagesTr/{id}_0000.nii.gz").Mask($"labelsTr/{id}.nii.gz", value: 3);
        }

        string message = Assert.Throws<DatasetException>(() => FingerprintExtractor.Extract(folder.Open())).Message;
        Assert.Contains("expected the label values 1 of dataset.json; 3 came", message);
    }

    [Fact]
    public void A_label_value_that_the_plan_does_not_know_is_refused_with_the_file()
    {
        using var folder = new TestDataset().With("a", "b");
        folder.Mask("labels/a.nii.gz", value: 5).Mask("labels/b.nii.gz", value: 5);
        string message = Assert.Throws<DatasetException>(() => PreparedCaseStore.Prepare(folder.Open().Cases, AnyPlan)).Message;
        Assert.Contains("has the value 5, which the plan does not know; it knows 0 and 1", message);
    }

    private static string ReadAll(TestDataset folder) =>
        Assert.ThrowsAny<IOException>(() => PreparedCaseStore.Prepare(folder.Open().Cases, AnyPlan with { Channels = [.. folder.Open().ChannelNames], Normalizations = [.. folder.Open().ChannelNames.Select(_ => new Normalization.ZScore())] })).Message;
}
