using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

public sealed class VolumeFileTests
{
    private static readonly Grid Cube = Grid.Of(new Size3(3, 3, 3), new Spacing(1, 1, 1));

    [Theory]
    [InlineData("a/b/case.nii.gz", "case")]
    [InlineData("case_0001.seg.nrrd", "case_0001")]
    [InlineData("x.NII.GZ", "x")]
    [InlineData("scan.1.2.mha", "scan.1.2")]
    [InlineData("notes.txt", "notes")]
    public void The_stem_of_a_name_lacks_the_longest_known_ending(string path, string stem) => Assert.Equal(stem, VolumeFile.StemOf(path));

    [Fact]
    public void The_content_decides_before_the_ending()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["x.nii.gz"], new Volume<float>(Cube));
        File.Move(folder["x.nii.gz"], folder["x.nrrd"]);
        Assert.Equal("NIfTI-1", VolumeFile.Identify(folder["x.nrrd"]).Format);
    }

    [Fact]
    public void Unknown_content_names_the_readable_formats()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["notes.txt"], "nothing to see");
        var error = Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(folder["notes.txt"]));
        Assert.Contains(".nii.gz", error.Message, StringComparison.Ordinal);
        Assert.Contains("NRRD", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_missing_file_are_said_to_be_that()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("folder", Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<FileNotFoundException>(() => VolumeFile.Read(folder["gone.nii"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_that_fails_leaves_what_was_there_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["x.nii.gz"], new Volume<float>(Cube));
        byte[] before = File.ReadAllBytes(folder["x.nii.gz"]);
        var layered = new LabelMap([new Volume<ushort>(Cube), new Volume<ushort>(Cube)], LabelTable.Empty);
        Assert.Throws<VolumeFormatException>(() => VolumeFile.Write(folder["x.nii.gz"], layered));
        Assert.Equal(before, File.ReadAllBytes(folder["x.nii.gz"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_pair_that_is_written_again_replaces_both_files()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["x.mhd"], new Volume<float>(Cube));
        VolumeFile.Write(folder["x.mhd"], new Volume<float>(Grid.Of(new Size3(2, 2, 2), new Spacing(1, 1, 1)), [1, 2, 3, 4, 5, 6, 7, 8]));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], VolumeFile.Read(folder["x.mhd"]).Array);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void Whole_numbers_in_a_floating_point_file_are_labels()
    {
        using var folder = new TemporaryFolder();
        var volume = new Volume<float>(Cube);
        volume[1, 2, 0] = 7;
        VolumeFile.Write(folder["x.nii"], volume);
        LabelMap labels = VolumeFile.ReadLabels(folder["x.nii"]);
        Assert.Equal(7, labels.Voxels[1, 2, 0]);
        Assert.Equal("label 7", Assert.Single(labels.Table).Name);
    }

    [Theory]
    [InlineData(0.5f, "0.5")]
    [InlineData(-1f, "-1")]
    [InlineData(65536f, "65536")]
    [InlineData(float.NaN, "NaN")]
    public void The_first_value_that_is_no_label_is_named_with_its_voxel(float value, string text)
    {
        using var folder = new TemporaryFolder();
        var volume = new Volume<float>(Cube);
        volume[1, 2, 1] = value;
        VolumeFile.Write(folder["x.nrrd"], volume);
        var error = Assert.Throws<VolumeFormatException>(() => VolumeFile.ReadLabels(folder["x.nrrd"]));
        Assert.Contains($"voxel (1, 2, 1) has {text}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_given_by_the_caller_win_and_values_without_a_name_get_one()
    {
        using var folder = new TemporaryFolder();
        var voxels = new Volume<ushort>(Cube);
        (voxels[0, 0, 0], voxels[1, 0, 0], voxels[2, 0, 0]) = (1, 2, 255);
        VolumeFile.Write(folder["x.nii"], new LabelMap(voxels, LabelTable.Named([new(1, "from the file")])));
        LabelTable names = new([new Label(1, "given", new Rgb(1, 1, 1))]) { NotAnnotatedValue = 255 };
        LabelTable table = VolumeFile.ReadLabels(folder["x.nii"], names).Table;
        Assert.Equal(["given", "label 2"], table.Select(label => label.Name));
        Assert.Equal(255, table.NotAnnotatedValue);
    }

    [Fact]
    public void A_colour_image_is_read_as_its_luminance_and_channels_of_a_series_are_not_mixed()
    {
        using var folder = new TemporaryFolder();
        Grid grid = Grid.Planar(2, 1);
        var colour = new StoredImage { Format = "memory", Grid = grid, Components = 3, Interleaved = true, Type = VoxelType.UInt8, Bytes = [255, 0, 0, 10, 20, 30] };
        VolumeFile.WriteStored(folder["x.nii"], colour);
        Volume<float> grey = VolumeFile.Read(folder["x.nii"]);
        Assert.Equal(76.245f, grey[0, 0, 0], 1e-3f);
        Assert.Equal(18.15f, grey[1, 0, 0], 1e-3f);
        VolumeFile.WriteStored(folder["y.nii"], colour with { Interleaved = false });
        Assert.Contains("channels", Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(folder["y.nii"])).Message, StringComparison.Ordinal);
    }
}
