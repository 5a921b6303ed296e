using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;
using Vesalius.Tests;

namespace Vesalius.Learning.Tests.Datasets;

public class DatasetLayoutTests
{
    [Fact]
    public void Images_and_labels_of_the_same_stem_are_cases()
    {
        using var folder = new TestDataset().With("b", "a", "c");
        Dataset dataset = folder.Open();
        Assert.Equal(["a", "b", "c"], dataset.Cases.Select(one => one.Id));
        Assert.Equal(["image"], dataset.ChannelNames);
        Assert.False(dataset.HasNamedChannels);
        Assert.Empty(dataset.Labels);
    }

    [Fact]
    public void A_label_folder_can_be_chosen_by_name_and_may_cover_a_part_of_the_images()
    {
        using var folder = new TestDataset().With("a", "b", "c").Mask("organs/a.nii.gz").Mask("organs/b.nii.gz");
        Dataset dataset = folder.Open(new DatasetOptions { LabelFolder = "organs" });
        Assert.Equal(["a", "b"], dataset.Cases.Select(one => one.Id));
        Assert.Equal(["c"], dataset.Unlabelled);
        Assert.Contains("organs", dataset.Cases[0].LabelPath);
    }

    [Fact]
    public void Four_digit_endings_are_channels_where_the_mask_has_no_such_ending()
    {
        using var folder = new TestDataset();
        foreach (string id in new[] { "a", "b" })
        {
            folder.Image($"images/{id}_0000.nii.gz").Image($"images/{id}_0001.nii.gz", value: i => -i).Mask($"labels/{id}.nii.gz");
        }

        Dataset dataset = folder.Open();
        Assert.Equal(2, dataset.ChannelNames.Count);
        IReadOnlyList<Volume<float>> channels = dataset.Cases[0].ReadImage();
        Assert.Equal([7f, -7f], channels.Select(channel => channel.Voxels[7]));
    }

    [Fact]
    public void Four_digit_endings_are_part_of_the_name_where_the_mask_has_them_too()
    {
        using var folder = new TestDataset().With("scan_0001", "scan_0002", "scan_0003");
        Assert.Equal(["scan_0001", "scan_0002", "scan_0003"], folder.Open().Cases.Select(one => one.Id));
    }

    [Fact]
    public void An_nnUNet_dataset_is_read_with_its_channel_names_labels_and_ignored_value()
    {
        using var folder = new TestDataset().Text("dataset.json", """
            { "channel_names": { "0": "CT" }, "labels": { "background": 0, "liver": 1, "ignore": 2 }, "numTraining": 2, "file_ending": ".nii.gz", "more": [] }
            """);
        foreach (string id in new[] { "case_1", "case_2" })
        {
            folder.Image($"imagesTr/{id}_0000.nii.gz").Mask($"labelsTr/{id}.nii.gz");
        }

        Dataset dataset = folder.Open();
        Assert.Equal(["case_1", "case_2"], dataset.Cases.Select(one => one.Id));
        Assert.Equal(["CT"], dataset.ChannelNames);
        Assert.Equal("liver", Assert.Single(dataset.Labels).Name);
        Assert.Equal(2, dataset.Labels.NotAnnotatedValue);
        Assert.True(dataset.LabelsAreComplete);
    }

    [Fact]
    public void A_Decathlon_task_is_read_with_channels_in_one_file()
    {
        using var folder = new TestDataset().Text("dataset.json", """
            { "name": "BRATS", "modality": { "0": "FLAIR", "1": "T1w" }, "labels": { "0": "background", "1": "edema" },
              "training": [ { "image": "./imagesTr/x.nii.gz", "label": "./labelsTr/x.nii.gz" }, { "image": "./imagesTr/y.nii.gz", "label": "./labelsTr/y.nii.gz" } ] }
            """);
        foreach (string id in new[] { "x", "y" })
        {
            folder.Mask($"labelsTr/{id}.nii.gz").Image($"imagesTr/{id}.nii.gz");
            byte[] twice = new byte[2 * 4 * TestDataset.DefaultGrid.Size.Count];
            Buffer.BlockCopy(Enumerable.Range(0, twice.Length / 4).Select(i => (float)i).ToArray(), 0, twice, 0, twice.Length);
            VolumeFile.WriteStored(Path.Combine(folder.Folder, $"imagesTr/{id}.nii.gz"), new StoredImage
            {
                Format = "NIfTI-1", Grid = TestDataset.DefaultGrid, Components = 2, Type = VoxelType.Float32, Bytes = twice,
            });
        }

        Dataset dataset = folder.Open();
        Assert.Equal("BRATS", dataset.Name);
        Assert.Equal(["FLAIR", "T1w"], dataset.ChannelNames);
        Assert.Equal("edema", Assert.Single(dataset.Labels).Name);
        Assert.Equal([5f, 125f], dataset.Cases[0].ReadImage().Select(channel => channel.Voxels[5]));
    }

    [Theory]
    [InlineData("""{ "labels": { "tumour": 1 } }""")]
    [InlineData("""{ "labels": { "1": "tumour" } }""")]
    public void A_plain_dataset_may_name_its_labels_either_way_round(string json)
    {
        using var folder = new TestDataset().With("a", "b").Text("dataset.json", json);
        Assert.Equal((1, "tumour"), folder.Open().Labels.Select(label => (label.Value, label.Name)).Single());
    }

    [Fact]
    public void A_plain_dataset_may_say_which_value_was_not_annotated()
    {
        using var folder = new TestDataset().With("a", "b").Text("dataset.json", """{ "channels": ["MR"], "notAnnotated": 9 }""");
        Dataset dataset = folder.Open();
        Assert.Equal(9, dataset.Labels.NotAnnotatedValue);
        Assert.Equal(["MR"], dataset.ChannelNames);
    }

    [Fact]
    public void Pictures_are_cases_like_volumes()
    {
        using var folder = new TestDataset();
        foreach (string id in new[] { "p", "q" })
        {
            folder.Mask($"images/{id}.png", Grid.Planar(7, 5), 200).Mask($"labels/{id}.png", Grid.Planar(7, 5), 1);
        }

        Dataset dataset = folder.Open();
        Volume<float> image = Assert.Single(dataset.Cases[0].ReadImage());
        Assert.Equal(2, image.Grid.Dimensions);
        Assert.Equal(4, dataset.Cases[0].ReadLabels(image.Grid).Voxels.Array.Count(voxel => voxel == 1));
    }

    [Fact]
    public void Real_datasets_open_with_the_cases_their_descriptions_state()
    {
        Dataset hippocampus = Dataset.Open(SharedData.Require("data", "hippocampus_mr"));
        Assert.Equal((171, 36), (hippocampus.Training.Count, hippocampus.Validation.Count));
        Dataset films = Dataset.Open(SharedData.Require("data", "cxr_lungs"), new DatasetOptions { LabelFolder = "labels_lung_v7" });
        Assert.Equal(68, films.Cases.Count);
        Assert.Equal(14, films.Unlabelled.Count);
    }
}
