using System.Text.Json;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class ExchangeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_exported_to_onnx_predicts_as_before_and_memory_is_kept_or_refused()
    {
        DiscDataset.Write(folder["data"], cases: 6, validation: 2);
        VesaliusCommand.Run("train", folder["data"], "--output", folder["model"], "--epochs", "2", "--deterministic").Expect(0);
        JsonElement written = VesaliusCommand.Run("export", folder["model"], folder["onnx"], "--json").Expect(0).Json;
        Assert.Equal(folder["onnx/model.onnx"], written.GetProperty("output").GetString());
        VesaliusCommand.Run("export", folder["model"], folder["file.onnx"]).Expect(0);
        Assert.Equal(File.ReadAllBytes(folder["onnx/model.onnx"]), File.ReadAllBytes(folder["file.onnx"]));

        VesaliusCommand.Run("predict", folder["model"], folder["data/images"], "--output", folder["torch"], "--max-memory", "8GB").Expect(0);
        VesaliusCommand.Run("predict", folder["onnx"], folder["data/images"], "--output", folder["runtime"]).Expect(0);
        foreach (string file in Directory.EnumerateFiles(folder["torch"]))
        {
            ushort[] ours = VolumeFile.ReadLabels(file).Voxels.Array, theirs = VolumeFile.ReadLabels(folder["runtime/" + Path.GetFileName(file)]).Voxels.Array;
            Assert.True(ours.Zip(theirs).Count(pair => pair.First != pair.Second) <= ours.Length / 500);
        }

        CommandResult refused = VesaliusCommand.Run("predict", folder["model"], folder["data/images"], "--output", folder["none"], "--max-memory", "10MB").Expect(4);
        Assert.Contains("GB of memory at least", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "import", "nnunet", "no-such-folder", "model")]
    [InlineData(5, "import", "totalsegmentator", "no-such-folder", "model")]
    [InlineData(2, "import", "totalsegmentator", "folder", "model", "--datasets", "one")]
    [InlineData(2, "import", "nnunet", "folder", "model", "--checkpoint", "first")]
    [InlineData(2, "import", "monai", "folder", "model")]
    [InlineData(5, "export", "no-such-model", "model.onnx")]
    [InlineData(2, "predict", "model", "scan.nii", "--output", "out", "--max-memory", "4XB")]
    [InlineData(2, "predict", "model", "scan.nii", "--output", "out", "--max-memory", "4GB", "--probabilities")]
    public void What_cannot_be_done_is_told_in_one_line(int exitCode, params string[] arguments) =>
        Assert.StartsWith("vesalius: ", Assert.Single(VesaliusCommand.Run(folder.Path, arguments).Expect(exitCode).ErrorLines), StringComparison.Ordinal);
}
