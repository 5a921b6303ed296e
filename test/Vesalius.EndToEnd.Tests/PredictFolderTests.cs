using System.Diagnostics;
using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

/// <summary>Folders of cases: records, resuming, sharing, and what is said of confidence. One small model serves all.</summary>
public sealed class PredictFolderTests(PredictFolderTests.TrainedModel trained) : IClassFixture<PredictFolderTests.TrainedModel>, IDisposable
{
    private const int Cases = 16;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Training_leaves_a_calibration_and_says_what_it_did_for_the_probabilities()
    {
        JsonElement calibration = JsonElement.Parse(File.ReadAllText(trained.Folder["model/calibration.json"]));
        Assert.True(calibration.GetProperty("temperature").GetProperty("temperature").GetDouble() > 0);
        JsonElement validation = JsonElement.Parse(File.ReadAllText(trained.Folder["model/validation.json"]));
        foreach (string figure in (string[])["errorBefore", "errorAfter"])
        {
            Assert.InRange(validation.GetProperty("calibration").GetProperty(figure).GetDouble(), 0, 1);
        }

        Assert.Contains("How far to trust it", File.ReadAllText(trained.Folder["training.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_case_has_a_record_and_a_second_run_does_nothing_again()
    {
        JsonElement[] first = Predict("--uncertainty");
        Assert.Equal(Cases, first.Length);
        Assert.All(first, one => Assert.Equal("segmented", Text(one, "status")));
        JsonElement record = JsonElement.Parse(File.ReadAllText(folder["found/records/disc_03.json"]));
        Assert.Equal(64, Text(record.GetProperty("identity"), "model").Length);
        Assert.True(record.GetProperty("confidence").GetProperty("structures")[0].GetProperty("volumeMm3").GetDouble() > 0);
        Assert.True(record.GetProperty("peakMemoryBytes").GetInt64() > 0);
        float most = VolumeFile.Read(folder["found/disc_03_uncertainty.nii.gz"]).Array.Max();
        Assert.InRange(most, 0.1f, 1.001f);

        DateTime written = File.GetLastWriteTimeUtc(folder["found/disc_03.png"]);
        Assert.All(Predict("--uncertainty"), one => Assert.Equal("doneBefore", Text(one, "status")));
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["found/disc_03.png"]));
        Assert.All(Predict(), one => Assert.Equal("segmented", Text(one, "status")));
        Assert.Empty(Directory.EnumerateFiles(folder["found/records"], "*.claim*"));
    }

    [Fact]
    public void A_mask_that_is_gone_or_a_scan_that_changed_is_done_again()
    {
        CopyImages();
        PredictFrom(folder["scans"]);
        File.Delete(folder["found/disc_02.png"]);
        File.Copy(folder["scans/disc_05.png"], folder["scans/disc_04.png"], overwrite: true);
        JsonElement[] again = PredictFrom(folder["scans"]);
        Assert.Equal(["disc_02", "disc_04"], again.Where(one => Text(one, "status") == "segmented").Select(one => Text(one, "case")));
    }

    [Fact]
    public void Scans_that_cannot_be_read_fail_in_their_turn_and_the_others_go_on()
    {
        CopyImages();
        File.WriteAllText(folder["scans/disc_00.png"], "no picture");
        File.WriteAllText(folder["scans/disc_07.png"], "no picture either");
        CommandResult result = VesaliusCommand.Run("predict", trained.Folder["model"], folder["scans"], "--output", folder["found"], "--json").Expect(3);
        Assert.Equal(
            Enumerable.Range(0, Cases).Select(i => i is 0 or 7 ? "failed" : "segmented"), CasesOf(result).Select(one => Text(one, "status")));
        string[] told = [.. result.ErrorLines.Where(line => line.Contains("scans/disc_0", StringComparison.Ordinal))];
        Assert.Equal(2, told.Length);
        Assert.Contains("disc_00", told[0], StringComparison.Ordinal);
        Assert.Equal(Cases - 2, Directory.EnumerateFiles(folder["found/records"], "*.json").Count());
        Assert.Empty(Directory.EnumerateFiles(folder["found/records"], "*.claim*"));
    }

    [Fact]
    public void Other_structures_wanted_is_another_run()
    {
        string name = JsonElement.Parse(File.ReadAllText(trained.Folder["model/plan.json"])).GetProperty("labels")[0].GetProperty("name").GetString()!;
        Predict();
        Assert.All(Predict("--roi", name), one => Assert.Equal("segmented", Text(one, "status")));
        Assert.All(Predict("--roi", name), one => Assert.Equal("doneBefore", Text(one, "status")));
    }

    [Fact]
    public void Two_processes_share_a_folder_and_no_case_is_done_twice()
    {
        Process[] both = [Start(), Start()];
        JsonElement[][] outcomes = [.. both.Select(process => CasesOf(VesaliusCommand.Finish(process).Expect(0)))];
        foreach (int i in Enumerable.Range(0, Cases))
        {
            Assert.Equal(1, outcomes.Count(one => Text(one[i], "status") == "segmented"));
        }

        Assert.Equal(Cases, Directory.EnumerateFiles(folder["found"], "*.png").Count());
        Assert.Empty(Directory.EnumerateFiles(folder["found/records"], "*.claim*"));
    }

    [Fact]
    public void What_a_killed_process_left_is_finished_by_the_next()
    {
        using (Process killed = Start())
        {
            // Dead in the middle of its work: some cases done, one claimed.
            var watch = Stopwatch.StartNew();
            while (!killed.HasExited && watch.Elapsed < TimeSpan.FromMinutes(1) && !File.Exists(folder["found/records/disc_01.json"]))
            {
                killed.WaitForExit(2);
            }

            killed.Kill();
            killed.WaitForExit();
        }

        string[] before = [.. Directory.EnumerateFiles(folder["found"], "*.png").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];
        JsonElement[] after = Predict();
        Assert.All(after, one => Assert.NotNull(one.GetProperty("output").GetString()));
        Assert.Contains(after, one => Text(one, "status") == "doneBefore");
        Assert.True(after.Count(one => Text(one, "status") == "doneBefore") <= before.Length);
        Assert.Equal(Cases, Directory.EnumerateFiles(folder["found"], "*.png").Count());
        Assert.Empty(Directory.EnumerateFiles(folder["found/records"], "*.claim*"));
    }

    [Fact]
    public void A_scan_unlike_those_of_training_is_not_to_be_trusted_and_that_is_said_aloud()
    {
        Directory.CreateDirectory(folder["strange"]);
        Grid grid = Grid.Planar(400, 30);
        byte[] stripes = [.. Enumerable.Range(0, 12_000).Select(i => (byte)(i % 2 * 255))];
        VolumeFile.WriteStored(folder["strange/stripes.png"], StoredImage.Of(new Volume<byte>(grid, stripes)));
        CommandResult result = VesaliusCommand
            .Run("predict", trained.Folder["model"], folder["strange/stripes.png"], "--output", folder["one.png"], "--json").Expect(0);
        JsonElement confidence = Assert.Single(CasesOf(result)).GetProperty("confidence");
        Assert.False(confidence.GetProperty("trusted").GetBoolean());
        Assert.True(confidence.GetProperty("novelty").GetProperty("distance").GetDouble() > 1);
        Assert.Contains(result.ErrorLines, line => line.Contains("stripes: do not trust this segmentation", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder["records"]));
    }

    [Fact]
    public void A_model_is_calibrated_anew_and_one_without_calibration_says_nothing_of_trust()
    {
        Directory.CreateDirectory(folder["bare"]);
        foreach (string name in (string[])["plan.json", "training.json", "weights.safetensors"])
        {
            File.Copy(trained.Folder[$"model/{name}"], folder[$"bare/{name}"]);
        }

        JsonElement before = One();
        Assert.Equal(JsonValueKind.Null, before.GetProperty("trusted").ValueKind);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("quality").ValueKind);
        JsonElement found = VesaliusCommand.Run("calibrate", folder["bare"], trained.Folder["data"], "--json").Expect(0).Json;
        Assert.Equal(4, found.GetProperty("quality").GetProperty("scans").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, One().GetProperty("trusted").ValueKind);

        File.WriteAllText(folder["bare/calibration.json"], "{}");
        VesaliusCommand.Run(["predict", folder["bare"], trained.Folder["data/images/disc_00.png"], "--output", folder["one.png"]]).Expect(5);
    }

    private JsonElement One() => CasesOf(VesaliusCommand.Run(
        "predict", folder["bare"], trained.Folder["data/images/disc_00.png"], "--output", folder["one.png"], "--json").Expect(0))[0].GetProperty("confidence");

    private JsonElement[] Predict(params string[] options) => PredictFrom(trained.Folder["data/images"], options);

    private JsonElement[] PredictFrom(string from, params string[] options) =>
        CasesOf(VesaliusCommand.Run(["predict", trained.Folder["model"], from, "--output", folder["found"], "--json", "--quiet", .. options]).Expect(0));

    private Process Start() => VesaliusCommand.Start(
        null, ["predict", trained.Folder["model"], trained.Folder["data/images"], "--output", folder["found"], "--json", "--quiet"]);

    private void CopyImages()
    {
        Directory.CreateDirectory(folder["scans"]);
        foreach (string path in Directory.EnumerateFiles(trained.Folder["data/images"]))
        {
            File.Copy(path, Path.Combine(folder["scans"], Path.GetFileName(path)));
        }
    }

    private static JsonElement[] CasesOf(CommandResult result) => [.. result.Json.GetProperty("cases").EnumerateArray()];

    private static string Text(JsonElement one, string name) => one.GetProperty(name).GetString()!;

    /// <summary>A model of discs, trained once.</summary>
    public sealed class TrainedModel : IDisposable
    {
        public TrainedModel()
        {
            DiscDataset.Write(Folder["data"], Cases, validation: 4);
            VesaliusCommand.Run(
                "train", Folder["data"], "--output", Folder["model"], "--epochs", "4", "--quiet", "--report", Folder["training.html"]).Expect(0);
        }

        internal TemporaryFolder Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
