using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class EvaluateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_folders_give_one_document_with_every_case_and_a_summary()
    {
        Write("ref/a.nii.gz", 3);
        Write("ref/b.nii.gz", 4);
        Write("pred/a.nii.gz", 3);
        Write("pred/b.nii.gz", 0);
        CommandResult result = VesaliusCommand.Run("evaluate", folder["ref"], folder["pred"], "--json", "--tolerance", "1,2.5", "--csv", folder["scores.csv"]).Expect(0);
        using var document = JsonDocument.Parse(result.Out);
        JsonElement root = document.RootElement;
        Assert.Equal("deepmind", root.GetProperty("profile").GetString());
        Assert.Equal(0.5, root.GetProperty("meanDice").GetDouble());
        JsonElement missed = root.GetProperty("cases")[1].GetProperty("labels")[0];
        Assert.Equal(0, missed.GetProperty("dice").GetDouble());
        Assert.Equal("Infinity", missed.GetProperty("hd95").GetString());
        Assert.Equal(JsonValueKind.Null, missed.GetProperty("precision").ValueKind);
        Assert.Equal(0, missed.GetProperty("nsd").GetProperty("2.5").GetDouble());
        Assert.Equal(4, missed.GetProperty("volumeMm3").GetProperty("reference").GetDouble());
        JsonElement summary = root.GetProperty("summary")[0];
        Assert.Equal(2, summary.GetProperty("defined").GetInt32());
        Assert.Equal(0.5, summary.GetProperty("dice").GetProperty("median").GetDouble());
        Assert.Equal(3, File.ReadAllLines(folder["scores.csv"]).Length);
    }

    [Fact]
    public void Structures_that_the_dataset_says_nobody_annotated_are_left_out_and_told()
    {
        Write("labels/a.nii.gz", 3);
        Write("labels/b.nii.gz", 0);
        Write("pred/a.nii.gz", 3);
        Write("pred/b.nii.gz", 4);
        File.WriteAllText(folder["cases.csv"], "case,vox_tumour\na,3\nb,\n");
        CommandResult result = VesaliusCommand.Run("evaluate", folder["labels"], folder["pred"], "--json").Expect(0);
        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal(1, document.RootElement.GetProperty("meanDice").GetDouble());
        Assert.Equal(1, document.RootElement.GetProperty("summary")[0].GetProperty("defined").GetInt32());
        Assert.Contains("1 structure(s) of 1 case(s) were not annotated", string.Join('\n', result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_prediction_is_an_error_that_names_it()
    {
        Write("ref/a.nii.gz", 3);
        Write("ref/b.nii.gz", 4);
        Write("pred/a.nii.gz", 3);
        CommandResult result = VesaliusCommand.Run("evaluate", folder["ref"], folder["pred"]).Expect(4);
        Assert.Empty(result.Out);
        Assert.Contains("b.", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_that_cannot_be_compared_leaves_the_work_done_in_part()
    {
        Write("ref/a.nii.gz", 3);
        Write("ref/b.nii.gz", 3);
        Write("pred/a.nii.gz", 3);
        Write("pred/b.nii.gz", 3, spacing: 2);
        CommandResult result = VesaliusCommand.Run("evaluate", folder["ref"], folder["pred"], "--json").Expect(3);
        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal("b", document.RootElement.GetProperty("failures")[0].GetProperty("case").GetString());
        VesaliusCommand.Run("evaluate", folder["ref/b.nii.gz"], folder["pred/b.nii.gz"]).Expect(1);
    }

    [Fact]
    public void Two_files_give_a_table_for_people()
    {
        Write("ref/a.nii.gz", 3);
        Write("pred/x.nii.gz", 2);
        CommandResult result = VesaliusCommand.Run("evaluate", folder["ref/a.nii.gz"], folder["pred/x.nii.gz"], "--profile", "monai").Expect(0);
        Assert.Contains("0.800", result.Out, StringComparison.Ordinal);
        Assert.Contains("Profile monai", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--profile", "nobody")]
    [InlineData("--tolerance", "-1")]
    [InlineData("--labels", "0")]
    public void Wrong_options_are_told_as_such(string option, string value)
    {
        Write("a.nii.gz", 3);
        VesaliusCommand.Run("evaluate", folder["a.nii.gz"], folder["a.nii.gz"], option, value).Expect(2);
    }

    private void Write(string name, int voxels, double spacing = 1)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        var map = new Volume<ushort>(Grid.Of(new Size3(6, 4, 3), new Spacing(spacing, 1, 1)));
        map.Voxels[..voxels].Fill(1);
        VolumeFile.Write(folder[name], new LabelMap(map, LabelTable.Unnamed([1])));
    }
}
