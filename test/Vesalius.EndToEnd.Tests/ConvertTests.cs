using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class ConvertTests
{
    private static readonly Grid Placed = new(new Size3(4, 3, 1), Affine.FromSpacing(new Spacing(0.5, 0.5, 1), new WorldPoint(7, 8, 9)), 2);

    /// <summary>Formats that hold everything: grid, type, several components.</summary>
    public static TheoryData<string> WholeFormats => ["out.nii", "out.nii.gz", "out.hdr", "out.nrrd", "out.nhdr", "out.mha", "out.mhd"];

    [Theory]
    [MemberData(nameof(WholeFormats))]
    public void Grid_type_and_values_are_kept(string name)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = VesaliusCommand.Run("convert", Scans.WriteCounting(folder), folder[name]).Expect(0);
        Assert.DoesNotContain("warning", result.Error, StringComparison.Ordinal);
        StoredImage written = VolumeFile.ReadStored(folder[name]);
        Assert.True(written.Grid.Agrees(Scans.Turned, 1e-6), written.Grid.ToString());
        Assert.Equal(VoxelType.Int16, written.Type);
        Assert.Equal(Scans.Counting.Bytes, written.Bytes);
    }

    [Theory]
    [InlineData("out.seg.nrrd")]
    [InlineData("out.nii.gz")]
    public void Names_of_labels_are_kept_where_the_format_has_a_place_and_told_where_not(string name)
    {
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["labels.seg.nrrd"], Scans.Named);
        CommandResult result = VesaliusCommand.Run("convert", folder["labels.seg.nrrd"], folder[name]).Expect(0);
        LabelMap written = VolumeFile.ReadLabels(folder[name]);
        Assert.Equal(Scans.Named.Voxels.Array, written.Voxels.Array);
        bool named = written.Table.Any(label => label.Name == "tumour");
        Assert.Equal(!named, result.Error.Contains("no place for the names", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_orientation_moves_voxels_and_keeps_their_place_in_the_patient()
    {
        using var folder = new TemporaryFolder();
        VesaliusCommand.Run("convert", Scans.WriteCounting(folder), folder["lps.nii"], "--orientation", "LPS").Expect(0);
        StoredImage written = VolumeFile.ReadStored(folder["lps.nii"]);
        Assert.Equal(new Size3(3, 4, 2), written.Grid.Size);
        Assert.Equal(VoxelType.Int16, written.Type);
        Volume<float> before = VolumeFile.Read(folder["scan.nii.gz"]), after = VolumeFile.Read(folder["lps.nii"]);
        VoxelPoint there = after.Grid.ToVoxel(before.Grid.ToWorld(new VoxelPoint(3, 1, 0)));
        Assert.Equal(before[3, 1, 0], after[(int)Math.Round(there.X), (int)Math.Round(there.Y), (int)Math.Round(there.Z)]);
    }

    [Fact]
    public void Another_spacing_keeps_the_field_of_view_and_the_type()
    {
        using var folder = new TemporaryFolder();
        VesaliusCommand.Run("convert", Scans.WriteCounting(folder), folder["fine.nii"], "--spacing", "0.25,0.5,2").Expect(0);
        StoredImage written = VolumeFile.ReadStored(folder["fine.nii"]);
        Assert.Equal(new Size3(8, 6, 2), written.Grid.Size);
        Assert.Equal(VoxelType.Int16, written.Type);
        Assert.Equal(Scans.Turned.ToWorld(new VoxelPoint(-0.5, -0.5, 0)).X, written.Grid.ToWorld(new VoxelPoint(-0.5, -0.5, 0)).X, 1e-5);
    }

    [Fact]
    public void Labels_that_are_resampled_stay_labels()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["labels.nii"], Scans.Named);
        VesaliusCommand.Run("convert", folder["labels.nii"], folder["fine.nii"], "--labels", "--spacing", "0.2,0.3,0.7").Expect(0);
        Assert.Equal([0, 1, 2], VolumeFile.ReadLabels(folder["fine.nii"]).Voxels.Array.Distinct().Order().Select(value => (int)value));
    }

    [Fact]
    public void A_value_that_does_not_fit_the_wanted_type_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = VesaliusCommand.Run("convert", Scans.WriteCounting(folder), folder["out.nii"], "--type", "uint8").Expect(2);
        Assert.Contains("-3 does not fit into uint8", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.nii"]));
    }

    [Fact]
    public void A_wider_type_keeps_the_values()
    {
        using var folder = new TemporaryFolder();
        VesaliusCommand.Run("convert", Scans.WriteCounting(folder), folder["out.nii"], "--type", "float64").Expect(0);
        Assert.Equal(VoxelType.Float64, VolumeFile.Identify(folder["out.nii"]).Type);
        Assert.Equal(Enumerable.Range(-3, 24).Select(value => (float)value), VolumeFile.Read(folder["out.nii"]).Array);
    }

    [Fact]
    public void The_input_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        string path = Scans.WriteCounting(folder);
        byte[] before = File.ReadAllBytes(path);
        CommandResult result = VesaliusCommand.Run(folder.Path, ["convert", path, "./scan.nii.gz"]).Expect(2);
        Assert.Contains("same file", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("out.xyz", 1)]
    [InlineData("out", 1)]
    public void An_ending_that_no_format_has_is_told_with_those_that_can_be_written(string name, int exitCode)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = VesaliusCommand.Run("convert", Scans.WriteCounting(folder), folder[name]).Expect(exitCode);
        Assert.Contains(".nii.gz", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_or_a_text_in_place_of_an_image_is_unreadable_input()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["notes.nii"], "no image at all");
        foreach (string input in new[] { folder.Path, folder["notes.nii"], folder["missing.nii"] })
        {
            CommandResult result = VesaliusCommand.Run("convert", "--json", input, folder["out.nii"]).Expect(4);
            Assert.Empty(result.Out);
            Assert.StartsWith($"vesalius: {input}: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
            Assert.False(File.Exists(folder["out.nii"]));
        }
    }

    [Fact]
    public void Json_tells_what_was_written()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = VesaliusCommand.Run("convert", "--json", "--quiet", Scans.WriteCounting(folder), folder["out.nii"]).Expect(0);
        Assert.Empty(result.Error);
        Assert.Equal(folder["out.nii"], result.Json.GetProperty("output").GetString());
        Assert.Equal("[4,3,2]", result.Json.GetProperty("size").GetRawText());
        Assert.Equal("int16", result.Json.GetProperty("type").GetString());
    }

    [Fact]
    public void A_flat_picture_of_a_placed_scan_says_what_it_loses()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.WriteStored(folder["slice.nii"], StoredImage.Of(new Volume<byte>(Placed, new byte[12])));
        CommandResult result = VesaliusCommand.Run("convert", folder["slice.nii"], folder["slice.png"]).Expect(0);
        Assert.Contains("no place for all of the geometry", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_with_the_path_and_leaves_nothing()
    {
        if (!OperatingSystem.IsLinux() || !TinyDisk.TryMount(out TinyDisk? disk))
        {
            Assert.Skip("A small disk to fill can be made here only by root on Linux.");
            return;
        }

        using (disk)
        using (var folder = new TemporaryFolder())
        {
            VolumeFile.WriteStored(folder["large.nii"], StoredImage.Of(new Volume<short>(Grid.Of(new Size3(100, 100, 100), new Spacing(1, 1, 1)))));
            string target = Path.Combine(disk.Path, "out.nii");
            CommandResult result = VesaliusCommand.Run("convert", folder["large.nii"], target).Expect(1);
            Assert.Contains(target, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
            Assert.Contains("Make room", result.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
        }
    }
}
