using System.Diagnostics;
using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TrainTests() => DiscDataset.Write(folder["data"], cases: 12, validation: 3);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_learned_is_found_in_pictures_that_were_not_learned_from()
    {
        using JsonDocument summary = JsonDocument.Parse(Train("model", "--epochs", "8", "--json").Expect(0).Out);
        JsonElement validation = summary.RootElement.GetProperty("validation");
        Assert.Equal(8, summary.RootElement.GetProperty("epochs").GetInt32());
        Assert.Equal(3, validation.GetProperty("cases").GetInt32());
        Assert.True(validation.GetProperty("meanDice").GetDouble() > 0.85, summary.RootElement.ToString());
        Assert.Equal(8, File.ReadLines(folder["model/log.jsonl"]).Count());

        VesaliusCommand.Run("predict", folder["model"], folder["data/images"], "--output", folder["found"]).Expect(0);
        CommandResult scores = VesaliusCommand.Run("evaluate", folder["data/labels"], folder["found"], "--json").Expect(0);
        Assert.True(JsonDocument.Parse(scores.Out).RootElement.GetProperty("meanDice").GetDouble() > 0.85);
        Assert.Equal(VolumeFile.Identify(folder["data/images/disc_03.png"]).Grid.Size, VolumeFile.Identify(folder["found/disc_03.png"]).Grid.Size);
    }

    [Fact]
    public void A_run_killed_at_random_times_and_resumed_ends_with_the_weights_of_an_unbroken_one()
    {
        string[] options = ["--epochs", "5", "--deterministic"];
        Train("whole", options).Expect(0);
        var random = new Random(3);
        for (int kill = 0; kill < 3; kill++)
        {
            string[] arguments = [.. Arguments("broken", options), "--resume"];
            using Process process = VesaliusCommand.Start(null, arguments);
            if (!process.WaitForExit(random.Next(500, 4000)))
            {
                process.Kill();
                process.WaitForExit();
            }
        }

        Train("broken", [.. options, "--resume"]).Expect(0);
        Assert.Equal(File.ReadAllBytes(folder["whole/weights.safetensors"]), File.ReadAllBytes(folder["broken/weights.safetensors"]));
        Assert.Equal(5, File.ReadLines(folder["broken/log.jsonl"]).Count());
        Assert.Empty(Directory.EnumerateFiles(folder["broken"], "*.tmp"));
    }

    [Fact]
    public void SIGTERM_ends_with_exit_code_130_and_a_checkpoint_at_the_last_step()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Signals are sent with kill, which Windows lacks.");
        }

        string[] options = ["--epochs", "400", "--deterministic"];
        using Process process = VesaliusCommand.Start(null, Arguments("stopped", options));
        for (int wait = 0; wait < 600 && !File.Exists(folder["stopped/checkpoint.safetensors"]); wait++)
        {
            Thread.Sleep(100);
        }

        using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        CommandResult result = VesaliusCommand.Finish(process).Expect(130);
        Assert.Equal("vesalius: interrupted", result.ErrorLines[^1]);
        int epochs = File.ReadLines(folder["stopped/log.jsonl"]).Count();
        Assert.InRange(epochs, 1, 399);
        string header = File.ReadAllText(folder["stopped/checkpoint.safetensors"], System.Text.Encoding.Latin1);
        Assert.Contains($"\"epochs\":\"{epochs}\"", header, StringComparison.Ordinal);
        Assert.Contains("\"stepsOfEpoch\"", header, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder["stopped"], "*.tmp"));
    }

    [Fact]
    public void Folds_are_trained_one_after_another_and_their_ensemble_predicts()
    {
        using JsonDocument summary = JsonDocument.Parse(Train("folds", "--folds", "2", "--epochs", "2", "--deterministic", "--json").Expect(0).Out);
        JsonElement record = summary.RootElement.GetProperty("crossValidation");
        Assert.Equal(12, record.GetProperty("structures")[0].GetProperty("cases").GetInt32());
        Assert.True(File.Exists(folder["folds/weights-2.safetensors"]));
        VesaliusCommand.Run("predict", folder["folds"], folder["data/images/disc_03.png"], "--output", folder["one.png"]).Expect(0);
        OneError(Train("other", "--folds", "1").Expect(2));
    }

    [Fact]
    public void The_best_way_is_kept_as_a_model_with_the_score_of_each_way()
    {
        using JsonDocument summary = JsonDocument.Parse(Train("best", "--find-best", "--epochs", "1", "--deterministic", "--json").Expect(0).Out);
        JsonElement way = Assert.Single(summary.RootElement.GetProperty("configurations").GetProperty("configurations").EnumerateArray());
        Assert.Equal("2d", way.GetProperty("configuration").GetProperty("name").GetString());
        Assert.InRange(way.GetProperty("meanDice").GetDouble(), 0, 1);
        VesaliusCommand.Run("predict", folder["best"], folder["data/images/disc_03.png"], "--output", folder["two.png"]).Expect(0);
        OneError(Train("other", "--find-best", "--dimensions", "2d").Expect(2));
    }

    [Fact]
    public void Too_little_memory_is_refused_with_the_figure_before_anything_is_made()
    {
        Assert.Contains("0.10 GB are allowed", OneError(Train("model", "--epochs", "1", "--memory", "100MB").Expect(2)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["model"]));
    }

    [Fact]
    public void A_folder_that_holds_a_model_is_not_written_over()
    {
        Train("model", "--epochs", "1").Expect(0);
        byte[] weights = File.ReadAllBytes(folder["model/weights.safetensors"]);
        Assert.Contains("--resume", OneError(Train("model", "--epochs", "1").Expect(5)), StringComparison.Ordinal);
        Assert.Equal(weights, File.ReadAllBytes(folder["model/weights.safetensors"]));
    }

    [Fact]
    public void A_missing_mask_is_named()
    {
        File.Delete(folder["data/labels/disc_05.png"]);
        Assert.Contains("disc_05", OneError(Train("model", "--epochs", "1").Expect(4)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["model"]));
    }

    [Fact]
    public void A_mask_of_another_size_is_named()
    {
        VolumeFile.Write(folder["data/labels/disc_05.png"], new LabelMap(new Volume<ushort>(Grid.Planar(9, 9)), LabelTable.Empty));
        Assert.Contains("disc_05", OneError(Train("model", "--epochs", "1").Expect(4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_without_masks_is_refused()
    {
        Directory.Delete(folder["data/labels"], recursive: true);
        Assert.Contains("labels", OneError(Train("model", "--epochs", "1").Expect(4)), StringComparison.Ordinal);
    }

    [Fact]
    public void Voxels_that_are_no_numbers_are_named()
    {
        Directory.Delete(folder["data"], recursive: true);
        Directory.CreateDirectory(folder["data/images"]);
        Directory.CreateDirectory(folder["data/labels"]);
        Grid grid = Grid.Of(new Size3(16, 16, 16), new Spacing(1, 1, 1));
        for (int i = 0; i < 3; i++)
        {
            var scan = new Volume<float>(grid);
            scan[3, 4, 5] = i == 1 ? float.NaN : 1;
            VolumeFile.Write(folder[$"data/images/scan_{i}.nii.gz"], scan);
            VolumeFile.Write(folder[$"data/labels/scan_{i}.nii.gz"], new LabelMap(scan.Map(value => (ushort)(value == 1 ? 1 : 0)), LabelTable.Unnamed([1])));
        }

        string error = OneError(Train("model", "--epochs", "1").Expect(4));
        Assert.Contains("scan_1", error, StringComparison.Ordinal);
        Assert.Contains("(3, 4, 5)", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_scan_is_named()
    {
        byte[] whole = File.ReadAllBytes(folder["data/images/disc_02.png"]);
        File.WriteAllBytes(folder["data/images/disc_02.png"], whole[..(whole.Length / 2)]);
        Assert.Contains("disc_02", OneError(Train("model", "--epochs", "1").Expect(4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_named_and_leaves_no_half_file()
    {
        if (!TinyDisk.TryMount(out TinyDisk? disk))
        {
            Assert.Skip("A small disk can be mounted by root on Linux only.");
        }

        using (disk)
        {
            string model = Path.Combine(disk.Path, "model");
            CommandResult result = VesaliusCommand.Run("train", folder["data"], "--output", model, "--epochs", "1", "--quiet").Expect(1);
            Assert.Contains("space", OneError(result), StringComparison.OrdinalIgnoreCase);
            Assert.Empty(Directory.EnumerateFiles(model, "*.tmp", SearchOption.AllDirectories));
            Assert.False(File.Exists(Path.Combine(model, "weights.safetensors")));
        }
    }

    [Theory]
    [InlineData("--minutes", "0")]
    [InlineData("--epochs", "-1")]
    [InlineData("--dimensions", "4d")]
    [InlineData("--device", "tpu")]
    public void Wrong_options_are_wrong_usage(string option, string value) => OneError(Train("model", option, value).Expect(2));

    [Fact]
    public void A_model_that_is_not_there_or_not_finished_is_named()
    {
        Assert.Contains("nowhere", OneError(VesaliusCommand.Run("predict", folder["nowhere"], folder["data/images"], "--output", folder["found"]).Expect(5)), StringComparison.Ordinal);
        Train("model", "--epochs", "1").Expect(0);
        File.Delete(folder["model/weights.safetensors"]);
        Assert.Contains("weights", OneError(VesaliusCommand.Run("predict", folder["model"], folder["data/images"], "--output", folder["found"]).Expect(5)), StringComparison.Ordinal);
        Assert.Equal(4, VesaliusCommand.Run("train", folder["nothing"], "--output", folder["other"]).ExitCode);
    }

    [Fact]
    public void A_scan_that_cannot_be_read_leaves_the_others_segmented()
    {
        Train("model", "--epochs", "1").Expect(0);
        File.WriteAllText(folder["data/images/disc_01.png"], "not a picture");
        CommandResult result = VesaliusCommand.Run("predict", folder["model"], folder["data/images"], "--output", folder["found"], "--json", "--quiet").Expect(3);
        Assert.Contains("disc_01", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(11, Directory.EnumerateFiles(folder["found"]).Count());
    }

    private static string OneError(CommandResult result) => Assert.Single(result.ErrorLines, line => line.StartsWith("vesalius:", StringComparison.Ordinal));

    private CommandResult Train(string model, params string[] options) => VesaliusCommand.Run(Arguments(model, options));

    private string[] Arguments(string model, string[] options) => ["train", folder["data"], "--output", folder[model], .. options];
}
