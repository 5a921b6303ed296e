using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class MeasureTests
{
    private static readonly string[] RequiredKeys =
    [
        "label", "name", "voxels", "volumeMl", "meshVolumeMl", "surfaceMm2", "sphericity", "maximum3DDiameterMm", "longestAxialDiameterMm",
        "perpendicularAxialDiameterMm", "slice", "majorAxisMm", "minorAxisMm", "leastAxisMm", "elongation", "flatness", "centroid", "box",
        "touchesBorder", "intensity",
    ];

    [Fact]
    public void Json_has_every_key_for_structures_and_lesions()
    {
        using var folder = new TemporaryFolder();
        JsonElement structure = Run(folder, "--image", folder["scan.nii.gz"]).Json.GetProperty("structures")[0];
        Assert.All(RequiredKeys, key => Assert.True(structure.TryGetProperty(key, out _), key));
        Assert.Equal(2, structure.GetProperty("lesions").GetArrayLength());
        Assert.All(structure.GetProperty("lesions").EnumerateArray(), lesion => Assert.All(RequiredKeys, key => Assert.True(lesion.TryGetProperty(key, out _), key)));
        Assert.Equal(9, structure.GetProperty("voxels").GetInt64());
        Assert.Equal(0.108, structure.GetProperty("volumeMl").GetDouble(), 1e-6);
        Assert.Equal(7, structure.GetProperty("intensity").GetProperty("mean").GetDouble(), 1e-6);
    }

    [Fact]
    public void An_undefined_number_is_null()
    {
        using var folder = new TemporaryFolder();
        JsonElement lesion = Run(folder).Json.GetProperty("structures")[0].GetProperty("lesions")[1];
        Assert.Equal(1, lesion.GetProperty("voxels").GetInt64());
        Assert.Equal(JsonValueKind.Null, lesion.GetProperty("majorAxisMm").ValueKind);
        Assert.Equal(JsonValueKind.Null, lesion.GetProperty("intensity").ValueKind);
    }

    [Fact]
    public void Table_and_pictures_are_written_beside()
    {
        using var folder = new TemporaryFolder();
        Run(folder, "--csv", folder["sizes.csv"], "--pictures", folder["pictures"]);
        Assert.Equal(4, File.ReadAllLines(folder["sizes.csv"]).Length);
        Assert.Equal(2, Directory.GetFiles(folder["pictures"], "*.png").Length);
    }

    [Theory]
    [InlineData("ibsi", "cm_contrast_3D_avg", "morph_volume")]
    [InlineData("pyradiomics", "original_glcm_Contrast", "original_shape_MeshVolume")]
    public void Radiomic_features_come_per_structure_and_lesion(string profile, string texture, string shape)
    {
        using var folder = new TemporaryFolder();
        JsonElement document = Run(
            folder, "--image", folder["scan.nii.gz"], "--radiomics", profile, "--bin-width", "5", "--csv", folder["features.csv"]).Json;
        JsonElement structure = document.GetProperty("structures")[0], features = structure.GetProperty("radiomics");
        Assert.Equal(profile, document.GetProperty("radiomics").GetProperty("profile").GetString());
        Assert.Equal(0, features.GetProperty(texture).GetDouble());
        Assert.Equal(structure.GetProperty("meshVolumeMl").GetDouble() * 1000, features.GetProperty(shape).GetDouble(), 1e-6);
        Assert.True(structure.GetProperty("lesions")[1].GetProperty("radiomics").TryGetProperty(texture, out _));
        Assert.Contains(texture, File.ReadLines(folder["features.csv"]).First().Split(','));
    }

    [Fact]
    public void Ibsi_features_come_with_their_codes()
    {
        using var folder = new TemporaryFolder();
        JsonElement codes = Run(folder, "--image", folder["scan.nii.gz"], "--radiomics", "ibsi").Json.GetProperty("radiomics").GetProperty("codes");
        Assert.Equal("ACUI", codes.GetProperty("cm_contrast_3D_avg").GetString());
        Assert.Equal("RNU0", codes.GetProperty("morph_volume").GetString());
    }

    [Theory]
    [InlineData("--radiomics", "ibsi")]
    [InlineData("--radiomics", "other", "--image", "scan.nii.gz")]
    [InlineData("--bin-width", "5", "--image", "scan.nii.gz")]
    [InlineData("--radiomics", "ibsi", "--image", "scan.nii.gz", "--bin-width", "0")]
    [InlineData("--radiomics", "ibsi", "--image", "scan.nii.gz", "--bin-width", "5", "--bin-count", "8")]
    [InlineData("--radiomics", "pyradiomics", "--image", "scan.nii.gz", "--resample", "1,1")]
    public void Radiomics_that_cannot_be_meant_are_wrong_usage(params string[] options) =>
        VesaliusCommand.Run(["measure", "labels.nii.gz", .. options]).Expect(2);

    [Fact]
    public void A_scan_on_another_grid_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["labels.nii.gz"], Labels());
        VolumeFile.Write(folder["scan.nii.gz"], new Volume<float>(Grid.Of(new Size3(3, 3, 3), new Spacing(1, 1, 1))));
        CommandResult result = VesaliusCommand.Run("measure", folder["labels.nii.gz"], "--image", folder["scan.nii.gz"]).Expect(4);
        Assert.Contains("Resample", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_no_label_is_wrong_usage() =>
        VesaliusCommand.Run("measure", "labels.nii.gz", "--labels", "1,x").Expect(2);

    [Fact]
    public void A_missing_file_is_unreadable_input() => VesaliusCommand.Run("measure", "no-such-file.nii.gz", "--json").Expect(4);

    private static CommandResult Run(TemporaryFolder folder, params string[] options)
    {
        LabelMap labels = Labels();
        VolumeFile.Write(folder["labels.nii.gz"], labels);
        VolumeFile.Write(folder["scan.nii.gz"], labels.Voxels.Map(_ => 7f));
        return VesaliusCommand.Run(["measure", folder["labels.nii.gz"], "--json", .. options]).Expect(0);
    }

    private static LabelMap Labels()
    {
        var voxels = new Volume<ushort>(Grid.Of(new Size3(9, 9, 9), new Spacing(2, 2, 3)));
        voxels[7, 7, 7] = 1;
        for (int i = 0; i < 8; i++)
        {
            voxels[2 + (i & 1), 2 + (i >> 1 & 1), 2 + (i >> 2)] = 1;
        }

        return new LabelMap(voxels, LabelTable.Unnamed([1]));
    }
}
