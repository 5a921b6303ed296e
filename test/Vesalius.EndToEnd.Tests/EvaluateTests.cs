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
        CommandResult result =
            VesaliusCommand.Run("evaluate", folder["ref"], folder["pred"], "--json", "--tolerance", "1,2.5", "--csv", folder["scores.csv"])
            .Expect(0);
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
        CommandResult result =
            VesaliusCommand.Run("evaluate", folder["ref/a.nii.gz"], folder["pred/x.nii.gz"], "--profile", "monai").Expect(0);
        Assert.Contains("0.800", result.Out, StringComparison.Ordinal);
        Assert.Contains("Profile monai", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_families_of_scores_come_when_asked_for_and_with_their_profiles()
    {
        Write("ref/a.nii.gz", 3);
        Write("pred/a.nii.gz", 2);
        JsonElement plain = Label("--tolerance", "1"), all = Label("--tolerance", "1", "--metrics", "all", "--percentile", "50", "--beta", "0.5");
        Assert.False(plain.TryGetProperty("instances", out JsonElement none) && none.ValueKind != JsonValueKind.Null);
        Assert.Equal(JsonValueKind.Number, plain.GetProperty("fBeta").ValueKind);
        Assert.Equal(JsonValueKind.Number, plain.GetProperty("surfaceOverlap").GetProperty("1.0").GetProperty("reference").ValueKind);
        Assert.Equal(10.0 / (10 + 1), all.GetProperty("fBeta").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Number, all.GetProperty("hausdorffPercentiles").GetProperty("50.0").ValueKind);
        Assert.Equal(2.0 / 3, all.GetProperty("boundaryIou").GetProperty("1.0").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Number, all.GetProperty("addedPath").GetProperty("1.0").ValueKind);
        Assert.Equal([1, 0, 0], all.GetProperty("topology").GetProperty("referenceBetti").EnumerateArray().Select(number => number.GetInt32()));
        Assert.Equal(1, all.GetProperty("instances").GetProperty("found").GetInt32());
        JsonElement brats = Label("--profile", "brats2023-met").GetProperty("instances");
        Assert.Equal(0.8, brats.GetProperty("parts")[0].GetProperty("dice").GetDouble(), 12);
    }

    [Fact]
    public void Labels_can_be_joined_into_structures_that_overlap()
    {
        Write("ref/a.nii.gz", 3);
        Write("pred/a.nii.gz", 3);
        CommandResult result = VesaliusCommand.Run(
            "evaluate", folder["ref"], folder["pred"], "--json", "--profile", "brats2023-met", "--regions", "WT=1+2,ET=2").Expect(0);
        using var document = JsonDocument.Parse(result.Out);
        JsonElement labels = document.RootElement.GetProperty("cases")[0].GetProperty("labels");
        Assert.Equal(["WT", "ET"], labels.EnumerateArray().Select(label => label.GetProperty("name").GetString()));
        Assert.Equal([3, 0], labels.EnumerateArray().Select(label => label.GetProperty("reference").GetInt32()));
    }

    [Fact]
    public void Probabilities_beside_the_predictions_are_judged_and_missing_ones_are_named()
    {
        Write("ref/a.nii.gz", 3);
        Write("pred/a.nii.gz", 3);
        VesaliusCommand.Run("evaluate", folder["ref"], folder["pred"], "--metrics", "calibration").Expect(4);
        Volume<ushort> truth = VolumeFile.ReadLabels(folder["ref/a.nii.gz"]).Voxels;
        VolumeFile.Write(folder["pred/a_label-1.nii.gz"], truth.Map(voxel => voxel == 0 ? 0f : 0.75f));
        JsonElement calibration = Label("--metrics", "calibration").GetProperty("calibration");
        Assert.Equal(0.25 * 3 / calibration.GetProperty("voxels").GetInt64(), calibration.GetProperty("ece").GetDouble(), 6);
    }

    private JsonElement Label(params string[] options)
    {
        CommandResult result = VesaliusCommand.Run(["evaluate", folder["ref"], folder["pred"], "--json", .. options]).Expect(0);
        using var document = JsonDocument.Parse(result.Out);
        return document.RootElement.GetProperty("cases")[0].GetProperty("labels")[0].Clone();
    }

    [Fact]
    public void Other_predictions_are_compared_case_by_case()
    {
        int[] ours = [3, 4, 4, 5, 3, 4], theirs = [1, 2, 3, 3, 2, 4];
        for (int i = 0; i < ours.Length; i++)
        {
            Write($"ref/{i}.nii.gz", 5);
            Write($"ours/{i}.nii.gz", ours[i]);
            Write($"theirs/{i}.nii.gz", theirs[i]);
        }

        CommandResult result = VesaliusCommand.Run(
            "evaluate", folder["ref"], folder["ours"], "--against", folder["theirs"], "--json", "--csv", folder["both.csv"]).Expect(0);
        using var document = JsonDocument.Parse(result.Out);
        JsonElement dice = document.RootElement.GetProperty("comparison").GetProperty("labels")[0].GetProperty("scores")
            .GetProperty("dice");
        double difference = document.RootElement.GetProperty("meanDice").GetDouble() - document.RootElement.GetProperty("against")
            .GetProperty("meanDice").GetDouble();
        Assert.Equal(difference, dice.GetProperty("difference").GetDouble(), 1e-12);
        Assert.Equal((6, 5, 0),
            (dice.GetProperty("pairs").GetInt32(), dice.GetProperty("firstBetter").GetInt32(),
            dice.GetProperty("secondBetter").GetInt32()));
        Assert.Equal(2.0 / 32, dice.GetProperty("p").GetDouble(), 1e-12);
        Assert.InRange(difference, dice.GetProperty("interval").GetProperty("lower").GetDouble(),
            dice.GetProperty("interval").GetProperty("upper").GetDouble());
        JsonElement interval = document.RootElement.GetProperty("summary")[0].GetProperty("dice").GetProperty("meanInterval");
        Assert.InRange(document.RootElement.GetProperty("meanDice").GetDouble(), interval.GetProperty("lower").GetDouble(),
            interval.GetProperty("upper").GetDouble());
        Assert.Equal(1 + 12, File.ReadAllLines(folder["both.csv"]).Length);
    }

    [Fact]
    public void Scans_of_one_patient_are_counted_as_one_group()
    {
        for (int i = 0; i < 4; i++)
        {
            Write($"ref/p{i / 2}_{i}.nii.gz", 5);
            Write($"pred/p{i / 2}_{i}.nii.gz", 2 + i);
        }

        File.WriteAllLines(folder["groups.csv"], ["case,group", "p0,A", "p1,B"]);
        using var document = JsonDocument
            .Parse(VesaliusCommand.Run("evaluate", folder["ref"], folder["pred"], "--groups", folder["groups.csv"], "--json")
            .Expect(0).Out);
        Assert.Equal(2, document.RootElement.GetProperty("intervals").GetProperty("groups").GetInt32());
    }

    [Fact]
    public void A_report_is_one_page_with_the_worst_cases_and_the_numbers_inside()
    {
        for (int i = 1; i <= 3; i++)
        {
            Write($"ref/{i}.nii.gz", 5);
            Write($"pred/{i}.nii.gz", 2 * i - 1);
            Directory.CreateDirectory(folder["img"]);
            VolumeFile.Write(folder[$"img/{i}.nii.gz"], new Volume<float>(Grid.Of(new Size3(6, 4, 3), new Spacing(i == 3 ? 2 : 1, 1, 1))));
        }

        VesaliusCommand.Run("evaluate", folder["ref"], folder["pred"], "--report", folder["page.html"], "--images", folder["img"])
            .Expect(0);
        string html = File.ReadAllText(folder["page.html"]);
        Assert.Equal(9, html.Split("data:image/png").Length - 1);
        Assert.Contains("The image lies on another grid", html, StringComparison.Ordinal);
        string inside = html.Split("id=\"evaluation\">")[1].Split("</script>")[0];
        Assert.Equal("1", JsonDocument.Parse(inside).RootElement.GetProperty("worstFirst")[0].GetProperty("case").GetString());
        VesaliusCommand.Run("evaluate", folder["ref/1.nii.gz"], folder["pred/1.nii.gz"], "--report", folder["one.html"]).Expect(0);
        Assert.Contains("The case", File.ReadAllText(folder["one.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_without_a_report_are_wrong_usage()
    {
        Write("a.nii.gz", 3);
        VesaliusCommand.Run("evaluate", folder["a.nii.gz"], folder["a.nii.gz"], "--images", folder["a.nii.gz"]).Expect(2);
    }

    [Theory]
    [InlineData("--metrics", "everything")]
    [InlineData("--percentile", "101")]
    [InlineData("--beta", "0")]
    [InlineData("--regions", "WT=1+x")]
    [InlineData("--regions", "1+2")]
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
